/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run of which everything was recorded: a call that was tried twice, a tool that waited for a
 * person, an answer, and what was said in it.
 *
 * @param spans its root and its steps
 * @param events what it reported
 * @param messages what was said
 */
public record Told(List<Span> spans, List<Event> events, List<Message> messages) {

  /** Its id, which an approval of {@link Queue} is of. */
  public static final String RUN = "run-of-apr_ran";

  private static final Span.Who DESK = Day.WHO.get(0);

  /** The one before a moment. */
  public static Told until(Instant now) {
    Instant start = now.minusSeconds(50_010);
    Span asking = call("told-1", start.plusMillis(300), 4_200);
    Span tool =
        step("told-2", start.plusSeconds(6), 43_000, "execute_tool")
            .with("gen_ai.tool.name", "refund")
            .with("aiops.approval.state", "EXECUTED");
    Span answer = call("told-3", start.plusSeconds(50), 2_100);
    Span root =
        step("root-" + RUN, start, 53_000, "invoke_agent")
            .with("aiops.run.root", "true")
            .with("user.id", "ada")
            .with("gen_ai.conversation.id", "c-1");
    return new Told(
        List.of(root, tried(asking), tool, unpriced(start), answer),
        events(start),
        List.of(
            new Message(asking, "input.messages", "[{\"role\":\"user\"}]", false, false),
            new Message(asking, "output.messages", "[{\"role\":\"assistant\"}]", true, false),
            new Message(tool, "tool.result", "done", false, true)));
  }

  private static Span step(String id, Instant start, long millis, String operation) {
    return Span.of(DESK, RUN, id, start, Duration.ofMillis(millis))
        .with("gen_ai.operation.name", operation);
  }

  private static Span call(String id, Instant start, long millis) {
    return step(id, start, millis, "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", "gpt-5.1")
        .with("gen_ai.usage.input_tokens", "812")
        .with("gen_ai.usage.output_tokens", "93")
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", "0.001945000");
  }

  private static Span unpriced(Instant start) {
    return step("told-2b", start.plusSeconds(49), 700, "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", "homegrown")
        .with("aiops.fallback.from.span_id", "told-1")
        .with("aiops.fallback.from.model", "gpt-5.1")
        .with("aiops.cost.status", "unpriced");
  }

  private static Span tried(Span call) {
    return call.with("aiops.call.attempts", "2")
        .happened(
            "aiops.attempt",
            Map.of(
                "aiops.attempt.number", "1",
                "http.response.status_code", "429",
                "error.type", "429",
                "aiops.attempt.duration_ms", "150"))
        .happened(
            "aiops.attempt",
            Map.of(
                "aiops.attempt.number", "2",
                "http.response.status_code", "200",
                "aiops.attempt.wait_ms", "800",
                "aiops.attempt.duration_ms", "3250"));
  }

  private static List<Event> events(Instant start) {
    return List.of(
        Event.of(DESK, RUN, start, "started", "running", "refund parcel 7"),
        Event.of(DESK, RUN, start.plusSeconds(6), "waiting_approval", "running", ""),
        Event.of(DESK, RUN, start.plusSeconds(36), "heartbeat", "running", ""),
        Event.of(DESK, RUN, start.plusSeconds(49), "resumed", "running", ""),
        Event.of(DESK, RUN, start.plusSeconds(53), "ended", "ok", "refunded"));
  }

  /** Writes it. */
  public void to(TestDatabase database) {
    Rows.spans(database, spans);
    Rows.events(database, events);
    Rows.messages(database, messages);
  }
}
