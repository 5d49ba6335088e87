/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.demo.e2e.app.Command;
import java.util.List;
import java.util.stream.Stream;

/** Every way the app can call a model, and what it shall ask by it. */
final class HookScenarios {

  private static final List<String> CHATS =
      List.of(
          "openai.chat.sync",
          "openai.chat.async",
          "openai.chat.raw",
          "openai.chat.raw-async",
          "openai.responses.sync",
          "openai.responses.async",
          "openai.responses.raw",
          "lc4j.chat",
          "official.chat");

  static final List<String> STREAMS =
      List.of(
          "openai.chat.stream",
          "openai.chat.stream-usage",
          "openai.chat.stream-raw",
          "openai.chat.stream-async",
          "openai.responses.stream",
          "openai.responses.stream-async",
          "lc4j.stream",
          "official.stream");

  /** Streams whose request the agent changes: it asks for the usage the app did not ask for. */
  static final List<String> INJECTED =
      List.of("openai.chat.stream", "openai.chat.stream-raw", "openai.chat.stream-async");

  static final List<String> EMBEDDINGS =
      List.of(
          "openai.embeddings.sync",
          "openai.embeddings.async",
          "openai.embeddings.raw",
          "lc4j.embed",
          "lc4j.embed-all",
          "official.embed");

  static final List<String> AGENTS =
      List.of(
          "agent.sync",
          "agent.official",
          "agent.result",
          "agent.parallel-tools",
          "agent.stream",
          "agent.nested",
          "agentic.sequence",
          "named.method");

  private static final List<String> MODELS =
      List.of(
          "gpt-4o",
          "gpt-4o-mini",
          "gpt-4.1",
          "gpt-4.1-mini",
          "gpt-4.1-nano",
          "o4-mini",
          "gpt-5",
          "gpt-5-mini");

  private HookScenarios() {}

  static Stream<String> all() {
    return Stream.of(CHATS, STREAMS, EMBEDDINGS, AGENTS).flatMap(List::stream);
  }

  static boolean usesTools(String flavour) {
    return AGENTS.contains(flavour) && orders(flavour).contains("@call");
  }

  /** Each with figures of its own, so that none can be taken for another's. */
  static Command command(String flavour) {
    int number = all().toList().indexOf(flavour);
    Command command = Command.of(flavour, flavour);
    if (EMBEDDINGS.contains(flavour)) {
      String model = "text-embedding-3-" + (number % 2 == 0 ? "small" : "large");
      return command.model(model).sim("usage=%d/0/0/0".formatted(30 + number));
    }
    String model = MODELS.get(number % MODELS.size());
    if (AGENTS.contains(flavour)) return command.model(model).message(orders(flavour));
    String usage =
        "usage=%d/1024/%d/%d"
            .formatted(1100 + number, 300 + number, model.startsWith("gpt-4") ? 0 : 64 + number);
    return command.model(model).sim(usage + " first-byte=60ms chunk=1ms");
  }

  private static String orders(String flavour) {
    return switch (flavour) {
      case "agentic.sequence", "named.method" -> "a word";
      case "agent.nested" ->
          "@call colleague {\"question\": \"what is it\"}\n@then\n@say it is nested";
      case "agent.parallel-tools" ->
          "@call lookup {\"id\": \"a\"}\n@call slow {\"millis\": 50}\n@then\n@say two at once";
      default -> "@call lookup {\"id\": \"a\"}\n@then\n@call lookup {\"id\": \"b\"}\n@say both";
    };
  }

  /** A stream the app leaves in the middle. */
  static Command left() {
    return Command.of("openai.chat.stream-left", "openai.chat.stream-left")
        .message("word ".repeat(60))
        .sim("chunk=20ms");
  }
}
