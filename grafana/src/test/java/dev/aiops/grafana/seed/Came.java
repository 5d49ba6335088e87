/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Spans that came in together.
 *
 * @param who who sent them
 * @param opened when their batch was opened in the spool
 * @param arrived when the server took them in
 * @param batch its id; empty from a sender that makes no batches
 * @param spans the spans
 */
public record Came(Span.Who who, Instant opened, Instant arrived, String batch, List<Span> spans) {

  /** A batch of our agent, whose id says when it was opened. */
  public static Came batch(Span.Who who, Instant opened, Duration waited, int spans) {
    long time = (opened.toEpochMilli() << 16) | 0x7000L | spans;
    String id = new UUID(time, 0x8000_0000_0000_0000L | (who.hashCode() & 0xffffL)).toString();
    return of(who, opened, opened.plus(waited), id, spans);
  }

  /** The same after its token was burnt. */
  public Came renewed() {
    return new Came(who, opened, arrived, batch + "~1", spans);
  }

  /** Those of another sender. */
  public static Came ofOthers(Span.Who who, Instant sent, Duration way, int spans) {
    return of(who, sent, sent.plus(way), "", spans);
  }

  private static Came of(Span.Who who, Instant opened, Instant arrived, String id, int spans) {
    List<Span> all =
        IntStream.range(0, spans)
            .mapToObj(i -> span(who, opened.plusMillis(37L * i), id + opened + i))
            .toList();
    return new Came(who, opened, arrived, id, all);
  }

  private static Span span(Span.Who who, Instant end, String id) {
    Duration took = Duration.ofMillis(20);
    return Span.of(who, "run-" + id, id, end.minus(took), took)
        .with("gen_ai.operation.name", "chat");
  }

  /** How late each came in, milliseconds. */
  public List<Double> lags() {
    return spans.stream().map(s -> (double) Duration.between(s.end(), arrived).toMillis()).toList();
  }

  /** How long the batch waited, seconds. */
  public double waited() {
    return Duration.between(opened, arrived).toMillis() / 1000.0;
  }

  /** Writes them, stamped with when they came in. */
  public void to(TestDatabase database) {
    Rows.at(database, "otel_traces", arrived, () -> Rows.spans(database, spans, batch));
  }
}
