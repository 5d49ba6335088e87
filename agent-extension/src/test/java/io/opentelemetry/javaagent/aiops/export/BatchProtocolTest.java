/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.export.BatchProtocol.Outcome;
import io.opentelemetry.javaagent.aiops.export.LoopbackClickHouse.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchProtocolTest {

  private static final int ROWS = 3;

  private final Counters counters = new Counters();
  private LoopbackClickHouse server;
  private BatchProtocol protocol;
  private Batch batch;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackClickHouse();
    protocol = protocol(server.url());
    batch = batch();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void deliver_accepted() {
    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Stored.class);

    assertThat(server.column("BatchId")).containsExactly(batch.id(), batch.id(), batch.id());
    assertThat(server.queries).hasSize(1);
  }

  @Test
  void deliver_storedButReplyLost_notSentAgain() {
    server.failNext(new Fault.StoredReplyLost());

    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Unreachable.class);
    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Stored.class);

    assertThat(server.column("BatchId")).hasSize(ROWS);
    assertThat(server.queries).last().asString().startsWith("SELECT count()");
  }

  @Test
  void deliver_diedBeforeStoring_sentAgain() {
    server.failNext(new Fault.DiedBefore());

    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Unreachable.class);
    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Stored.class);

    assertThat(server.column("BatchId")).hasSize(ROWS);
  }

  @Test
  void deliver_tokenBurnt_sentOnceUnderTheNextId() {
    String first = batch.id();
    server.failNext(new Fault.TokenBurnt());

    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Unreachable.class);
    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Stored.class);

    assertThat(server.column("BatchId")).hasSize(ROWS).containsOnly(first + "~1");
    assertThat(counters.burntTokens.sum()).isEqualTo(1);
  }

  @Test
  void deliver_tokenBurntTwice_sentOnceUnderTheIdAfter() {
    String first = batch.id();
    server.failNext(new Fault.TokenBurnt());
    protocol.deliver(batch);
    server.failNext(new Fault.DiedBefore(), new Fault.TokenBurnt());
    protocol.deliver(batch);
    protocol.deliver(batch);

    for (int i = 0; i < 3; i++) {
      protocol.deliver(batch);
    }

    assertThat(server.column("BatchId")).hasSize(ROWS).containsOnly(first + "~1");
  }

  @Test
  void deliver_adopterOfARenewedBatchWalksTheSameChain() {
    String first = batch.id();
    server.failNext(new Fault.TokenBurnt());
    protocol.deliver(batch);
    protocol.deliver(batch);

    // the first owner died before it could rename the file or forget it
    Batch again = batch(first);
    again.adopted();
    assertThat(protocol.deliver(again)).isInstanceOf(Outcome.Stored.class);

    assertThat(server.column("BatchId")).hasSize(ROWS).containsOnly(first + "~1");
  }

  @Test
  void deliver_gatewayTimeout_countedBeforeItIsRepeated() {
    server.failNext(new Fault.Answers(504, 0, "gateway timeout"));

    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Refused.class);
    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Stored.class);

    assertThat(server.queries).hasSize(4);
    assertThat(server.column("BatchId")).hasSize(ROWS);
  }

  @Test
  void deliver_refusedForItsSchema_noDoubt() {
    server.failNext(new Fault.Answers(404, 60, "Code: 60. UNKNOWN_TABLE"));

    Outcome outcome = protocol.deliver(batch);

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).refusal().kind()).isEqualTo(Refusal.Kind.CONFIGURATION);
    assertThat(batch.inDoubt()).isFalse();
  }

  @Test
  void deliver_nobodyListens_noDoubt() {
    server.close();

    assertThat(protocol.deliver(batch)).isInstanceOf(Outcome.Unreachable.class);
    assertThat(batch.inDoubt()).isFalse();
  }

  private BatchProtocol protocol(URI url) {
    ExportSettings settings = Telemetry.settings(url, Path.of("unused"));
    return new BatchProtocol(new ClickHouseHttp(settings), counters);
  }

  private static Batch batch() {
    return batch(Uuid7.next(InstantSource.fixed(Instant.ofEpochMilli(1_790_000_000_000L))));
  }

  private static Batch batch(String id) {
    MemoryBatch batch = new MemoryBatch(Table.MESSAGE_CONTENT, id);
    batch.append(Blocks.content(1));
    batch.append(Blocks.content(ROWS - 1));
    return batch;
  }

  /** Encoded blocks for tests. */
  static final class Blocks {
    private Blocks() {}

    /** Blocks are compressed, so another time is another size; of today, as the table forgets. */
    private static Instant today() {
      return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    static EncodedBlock content(int rows) {
      MessagePart part =
          new MessagePart(
              today(), "t", "s", "r", "svc", MessagePart.Part.TOOL_RESULT, "c", false, true);
      BlockWriter writer = new BlockWriter();
      writer.begin(Table.MESSAGE_CONTENT, rows, NativeWriter.MAX_TEXT);
      new ContentRows().encode(java.util.Collections.nCopies(rows, part), writer);
      byte[] body = new Lz4Frame().blocks(writer.out().buffer(), writer.out().size());
      return new EncodedBlock(rows, body);
    }

    static EncodedBlock ofBytes(int rows, int bytes) {
      return new EncodedBlock(rows, new byte[bytes]);
    }

    static List<Batch.Block> of(Batch batch) {
      return batch.blocks();
    }
  }
}
