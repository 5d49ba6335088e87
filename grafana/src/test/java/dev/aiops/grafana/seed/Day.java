/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A day of agents, drawn from a seed: what was written, to compute from it what panels must show.
 *
 * @param now its end
 * @param spans all spans
 * @param events what runs reported
 */
public record Day(Instant now, List<Span> spans, List<Event> events) {

  /** Whose names need quoting. */
  public static final Span.Who HOSTILE =
      new Span.Who("o'brien \\ \"s", "te,st", "a&b=c", "agent '); DROP", "1'");

  /** Who has agents; the last needs quoting. */
  public static final List<Span.Who> WHO =
      List.of(
          new Span.Who("shop", "prod", "support", "desk", "1.0"),
          new Span.Who("shop", "prod", "support", "desk", "2.0"),
          new Span.Who("books", "prod", "finance", "clerk", "7"),
          HOSTILE);

  private static final List<String> MODELS =
      List.of("gpt-5.1", "gpt-5-mini", "claude-sonnet-4-5", "homegrown");
  private static final int RUNS = 120;

  /** One that ended at a moment. Its runs began in the 20 hours before. */
  public static Day until(Instant now) {
    Day day = new Day(now, new ArrayList<>(), new ArrayList<>());
    Random random = new Random(42);
    for (int i = 0; i < RUNS; i++) {
      day.run(i, random);
    }
    return day;
  }

  private void run(int number, Random random) {
    Span.Who who = WHO.get(number % WHO.size());
    String run = "run-" + number;
    Instant start = now.minusSeconds(600 + random.nextInt(20 * 3600 - 600));
    int calls = 1 + random.nextInt(3);
    String failedIn = "";
    for (int i = 0; i < calls; i++) {
      Span call = call(who, run, i, start.plusSeconds(2L * i), random);
      spans.add(call);
      if (!call.error().isEmpty() && random.nextBoolean()) {
        call = instead(call, random);
        spans.add(call);
      }
      failedIn = call.error().isEmpty() ? "" : call.id();
    }
    if (random.nextInt(2) == 0) {
      spans.add(tool(who, run, start.plusSeconds(8), random));
    }
    end(number, start, failedIn, random);
  }

  private void end(int number, Instant start, String failedIn, Random random) {
    Span.Who who = WHO.get(number % WHO.size());
    String run = "run-" + number;
    Duration took = Duration.ofMillis(10_000 + random.nextInt(50_000));
    Span root =
        Span.of(who, run, "root-" + run, start, took)
            .with("gen_ai.operation.name", "invoke_agent")
            .with("aiops.run.root", "true")
            .with("user.id", "u-" + number % 7)
            .with("gen_ai.conversation.id", "c-" + number % 11);
    boolean failed = !failedIn.isEmpty();
    spans.add(
        failed
            ? root.failed("java.io.IOException").with("aiops.run.failing_span_id", failedIn)
            : root);
    events.add(Event.of(who, run, start, "started", "running", "where is parcel " + run + "?"));
    String status = failed ? "error" : "ok";
    events.add(
        new Event(
            who,
            run,
            start.plus(took),
            "ended",
            status,
            "there",
            failedIn,
            failed ? "java.io.IOException" : ""));
  }

  private static Span call(Span.Who who, String run, int number, Instant start, Random random) {
    return call(who, run, run + "-c" + number, start, random);
  }

  private static Span call(Span.Who who, String run, String id, Instant start, Random random) {
    String model = MODELS.get(random.nextInt(MODELS.size()));
    String provider = model.startsWith("claude") ? "anthropic" : "openai";
    Span call =
        Span.of(who, run, id, start, Duration.ofMillis(100 + random.nextInt(800)))
            .with("gen_ai.operation.name", "chat")
            .with("gen_ai.provider.name", provider)
            .with("server.address", "api." + provider + ".com")
            .with("gen_ai.request.model", model)
            .with("gen_ai.usage.input_tokens", Integer.toString(100 + random.nextInt(5000)))
            .with("gen_ai.usage.output_tokens", Integer.toString(10 + random.nextInt(900)))
            .with("aiops.call.attempts", Integer.toString(1 + random.nextInt(3)));
    return ended(billed(streamed(call, random), model, random), random);
  }

  private static Span streamed(Span call, Random random) {
    String seconds = "0." + (10 + random.nextInt(80));
    return random.nextInt(3) == 0
        ? call
        : call.with("gen_ai.response.time_to_first_chunk", seconds);
  }

  private static Span ended(Span call, Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> call.failed("timeout");
      case 1 -> call.failed("500");
      case 2 -> call.failed("529");
      case 3 -> call.with("aiops.call.outcome", "cut");
      default -> call;
    };
  }

  /** A call that stands in for a failed one. */
  private static Span instead(Span failed, Random random) {
    return call(failed.who(), failed.run(), failed.id() + "-f", failed.end(), random)
        .with("aiops.fallback.from.span_id", failed.id())
        .with("aiops.fallback.from.model", failed.model())
        .with("aiops.fallback.from.provider", failed.provider())
        .with("aiops.fallback.from.error", failed.error());
  }

  private static Span billed(Span call, String model, Random random) {
    if (model.equals("homegrown")) {
      return call.with("aiops.cost.status", "unpriced")
          .with("aiops.cost.reason", "no model of that name in the price list");
    }
    String usd = BigDecimal.valueOf(1 + random.nextInt(900_000_000), 9).toPlainString();
    return call.with("aiops.cost.usd", usd)
        .with("aiops.cost.status", random.nextInt(9) == 0 ? "estimated" : "priced");
  }

  private static Span tool(Span.Who who, String run, Instant start, Random random) {
    Span tool =
        Span.of(who, run, run + "-t", start, Duration.ofMillis(5 + random.nextInt(500)))
            .with("gen_ai.operation.name", "execute_tool")
            .with("gen_ai.tool.name", random.nextBoolean() ? "lookup" : "refund");
    return random.nextInt(10) == 0 ? tool.failed("java.net.SocketTimeoutException") : tool;
  }

  /** A call that a budget refused, and one that no hook saw. */
  public static List<Span> refusedAndUngoverned(Instant at) {
    Span refused =
        Span.of(WHO.get(0), "run-0", "refused", at, Duration.ofMillis(1))
            .with("gen_ai.operation.name", "chat")
            .with("gen_ai.request.model", "gpt-5.1")
            .with("aiops.call.outcome", "refused")
            .with("aiops.budget.name", "support")
            .with("aiops.budget.rule", "cap_reached")
            .with("aiops.budget.cap", "10.000000000")
            .with("aiops.budget.spent", "9.900000000")
            .with("aiops.budget.asked", "0.200000000")
            .failed("dev.aiops.BudgetExceeded");
    Span ungoverned =
        Span.of(WHO.get(2), "", "ungoverned", at, Duration.ofMillis(80))
            .with("server.address", "api.openai.com")
            .with("aiops.ungoverned", "true");
    return List.of(refused, ungoverned);
  }
}
