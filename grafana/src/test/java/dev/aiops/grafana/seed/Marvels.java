/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a usual day has none of.
 *
 * @param spans calls and runs
 * @param events what those runs reported
 */
public record Marvels(List<Span> spans, List<Event> events) {

  /** A run without its root yet. */
  public static final String OPEN = "open";

  private static final Span.Who DESK = Day.WHO.get(0);
  private static final Span.Who CLERK = Day.WHO.get(2);

  /** Those before a moment, on a day of the budget. */
  static Marvels of(Instant now, LocalDate today) {
    List<Span> spans =
        Stream.of(
                Day.refusedAndUngoverned(now.minusSeconds(300)),
                List.of(cached(now), wouldBeRefused(now), call(OPEN, CLERK, now.minusSeconds(95))),
                leased(now, today),
                daysBefore(now),
                failedByTool(now),
                List.of(itself(now)))
            .flatMap(List::stream)
            .toList();
    List<Event> events =
        Stream.of(
                reported(DESK, "tooled", now.minusSeconds(9_000), "tooled-t", "ToolError"),
                reported(Day.HOSTILE, "itself", now.minusSeconds(8_000), "", "Oops"))
            .flatMap(List::stream)
            .toList();
    return new Marvels(spans, events);
  }

  /**
   * A million cached input tokens of a model for which OpenAI asks 0.25 USD, and 0.025 USD where
   * they are cached.
   */
  private static Span cached(Instant now) {
    return call("run-0", DESK, now.minusSeconds(120))
        .with("gen_ai.usage.input_tokens", "1000000")
        .with("gen_ai.usage.cache_read.input_tokens", "1000000");
  }

  /** A priced call of an agent, of 0.025 USD. */
  private static Span call(String run, Span.Who who, Instant at) {
    return Span.of(who, run, run + "-" + at.getEpochSecond(), at, Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("server.address", "api.openai.com")
        .with("gen_ai.request.model", "gpt-5-mini")
        .with("aiops.call.attempts", "1")
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", "0.025000000");
  }

  /** Calls of earlier days, by agents that are not new. */
  private static List<Span> daysBefore(Instant now) {
    return List.of(
        call("early-1", DESK, now.minus(Duration.ofDays(3))),
        call("early-2", Day.HOSTILE, now.minus(Duration.ofDays(4))));
  }

  /** One that a budget which only observes would have refused. */
  private static Span wouldBeRefused(Instant now) {
    return call("run-0", DESK, now.minusSeconds(400))
        .with("aiops.budget.would_refuse", "[\"watch\"]")
        .happened(
            "aiops.budget.would_refuse",
            Map.of(
                "aiops.budget.name",
                "watch",
                "aiops.budget.rule",
                "dollars_per_hour",
                "aiops.budget.cap",
                "5.000000000",
                "aiops.budget.spent",
                "4.990000000",
                "aiops.budget.asked",
                "0.030000000"));
  }

  /** Charged what it cost, charged in full, and of an unknown charge. */
  private static List<Span> leased(Instant now, LocalDate today) {
    return List.of(
        leased(now, 110, today, "actual").with("aiops.budget.charged", "0.025000000"),
        leased(now, 109, today, "full").with("aiops.budget.charged", "0.400000000"),
        leased(now, 108, today, "full"));
  }

  private static Span leased(Instant now, long ago, LocalDate today, String charge) {
    return call("run-0", DESK, now.minusSeconds(ago))
        .with("aiops.budget.leases", "[\"support:" + today + ":1\"]")
        .with("aiops.budget.charge", charge);
  }

  /** A run that failed in a tool, and a tool that a person denied. */
  private static List<Span> failedByTool(Instant now) {
    Instant at = now.minusSeconds(9_000);
    Span tool =
        Span.of(DESK, "tooled", "tooled-t", at.plusSeconds(1), Duration.ofMillis(40))
            .with("gen_ai.operation.name", "execute_tool")
            .with("gen_ai.tool.name", "refund")
            .failed("ToolError");
    Span denied =
        Span.of(DESK, "tooled", "tooled-d", at.plusSeconds(2), Duration.ofMillis(30))
            .with("gen_ai.operation.name", "execute_tool")
            .with("gen_ai.tool.name", "delete")
            .with("aiops.call.outcome", "refused")
            .failed("dev.aiops.ApprovalDeniedException");
    Span root = root(DESK, "tooled", at).failed("ToolError");
    return List.of(tool, denied, root.with("aiops.run.failing_span_id", "tooled-t"));
  }

  /** A run that failed in no step. */
  private static Span itself(Instant now) {
    return root(Day.HOSTILE, "itself", now.minusSeconds(8_000)).failed("Oops");
  }

  private static Span root(Span.Who who, String run, Instant at) {
    return Span.of(who, run, "root-" + run, at, Duration.ofSeconds(10))
        .with("gen_ai.operation.name", "invoke_agent")
        .with("aiops.run.root", "true");
  }

  private static List<Event> reported(
      Span.Who who, String run, Instant at, String failedIn, String error) {
    return List.of(
        Event.of(who, run, at, "started", "running", "what is " + run + "?"),
        new Event(who, run, at.plusSeconds(10), "ended", "error", "", failedIn, error));
  }
}
