/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.demo.e2e.app.Command;
import java.util.List;
import java.util.stream.IntStream;

/** What the apps of {@link RunsEndToEndIT} are told to do. Each says its own tag all the time. */
final class RunScenarios {

  /** More than the app has threads, so that threads work for one after another, too. */
  static final List<Command> PARALLEL = IntStream.range(10, 34).mapToObj(n -> looksUp(n)).toList();

  static final Command TWICE =
      Command.of("agent.twice", "twice").message("@say both of twice").model("gpt-4.1-nano");

  static final Command NESTED =
      command(
          "agent.nested",
          "nested",
          "@call colleague {\"question\": \"asked by nested\"}",
          "nested");

  static final Command SIDE_BY_SIDE =
      command(
          "agent.parallel-tools",
          "side-by-side",
          "@call slow {\"millis\": 1500}\n@call slow {\"millis\": 1501}",
          "both slept");

  static final Command WORKFLOW = Command.of("agentic.sequence", "workflow").message("of lamps");

  static final Command NAMED = Command.of("named.method", "named").message("named of lamps");

  /** Visible while its first model call is held; long enough to be seen on a busy machine. */
  static final Command HELD =
      Command.of("agent.sync", "held")
          .message("@sim first-byte=12s\n@say held no more")
          .timeoutMs(60_000);

  static final Command WITH_BAGGAGE =
      command("agent.sync", "baggage", "@call lookup {\"id\": \"baggage\"}", "knows whose");

  static final Command OPEN_AT_THE_KILL =
      command(
          "agent.sync",
          "open-at-the-kill",
          "@call lookup {\"id\": \"before\"}\n@then\n@call slow {\"millis\": 100000}",
          "never said");

  static final Command LATE =
      command("agent.sync", "late", "@call lookup {\"id\": \"late\"}", "late but there");

  static final Command UNSAMPLED =
      command("agent.sync", "unsampled", "@call lookup {\"id\": \"unsampled\"}", "not sampled");

  private RunScenarios() {}

  /** An agent whose tool asks a model by way of another service. */
  static Command remote(String otherService) {
    return command(
            "agent.sync", "remote", "@call remote {\"question\": \"over there\"}", "from afar")
        .url(otherService);
  }

  private static Command looksUp(int number) {
    String tag = "par-" + number;
    String lookUp = "@call lookup {\"id\": \"%s\"}".formatted(tag);
    return command("agent.sync", tag, lookUp + "\n" + lookUp + "\n@then\n" + lookUp, "done " + tag);
  }

  private static Command command(String flavour, String tag, String calls, String answer) {
    return Command.of(flavour, tag)
        .message("for " + tag + "\n" + calls + "\n@then\n@say " + answer);
  }
}
