/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.thread;

import dev.aiops.agent.bedrock.BedrockProvider;
import dev.aiops.agent.genai.GeminiAnswers;
import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.util.List;
import java.util.Map;

/** What providers answer to the calls of {@code LoopsApp}. */
final class LoopAnswers {

  /** The calls of models that are made at once, and what the app gets of them. */
  static final Map<String, String> LATER =
      Map.of(
          "anthropic", "Hello",
          "anthropicbeta", "Hello",
          "anthropicstream", "Hello",
          "anthropicbetastream", "Hello",
          "genai", "Hello",
          "genaistream", "Hello",
          "genaiembed", "[0.25, 0.5]",
          "conversestream", "Hello");

  private LoopAnswers() {}

  static void script(WireProvider provider) {
    alone(provider);
    for (String name : LATER.keySet()) {
      provider.script("later-" + name, reply(name)).script("warm-" + name, reply(name));
    }
  }

  /** As {@link #script}, of {@code LoopApp}, whose every case is a stream. */
  static void scriptStreams(WireProvider provider, List<String> cases) {
    Reply hello = Answers.stream("Hel", "lo");
    cases.forEach(name -> provider.script(name, hello));
    provider.script("warm", hello, Reply.json(200, Answers.chat("Hello")));
  }

  private static void alone(WireProvider provider) {
    Reply chat = Reply.json(200, Answers.chat("Hello"));
    Reply gemini = Reply.json(200, GeminiAnswers.hello());
    Reply stream = Answers.stream("Hel", "lo");
    Reply bedrock =
        Reply.json(
            200,
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},\
            "stopReason":"end_turn","metrics":{"latencyMs":5},\
            "usage":{"inputTokens":100,"outputTokens":20,"totalTokens":120}}""");
    provider.script("openai", chat).script("dear", chat).script("stream", stream);
    provider.script("bedrock", bedrock).script("cancel", bedrock).script("adk-adk", gemini);
    provider.script("tool-adk", Reply.json(200, GeminiAnswers.function()), gemini);
    provider.script("warm-adk", gemini);
    // in the order of the cases that ask it: openai, stream, bedrock, cancel, dear
    provider.script("warm", chat, stream, bedrock, bedrock, chat);
  }

  private static Reply reply(String name) {
    return switch (name) {
      case "anthropic", "anthropicbeta" ->
          Reply.json(200, dev.aiops.agent.anthropic.Answers.text());
      case "anthropicstream", "anthropicbetastream" -> dev.aiops.agent.anthropic.Answers.stream();
      case "genai" -> Reply.json(200, GeminiAnswers.hello());
      case "genaistream" -> GeminiAnswers.stream();
      case "genaiembed" -> Reply.json(200, GeminiAnswers.embedding());
      case "conversestream" -> converseStream();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html. */
  private static Reply converseStream() {
    List<byte[]> events =
        List.of(
            BedrockProvider.event("messageStart", "{\"role\":\"assistant\"}"),
            BedrockProvider.event(
                "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}"),
            BedrockProvider.event(
                "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"lo\"}}"),
            BedrockProvider.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
            BedrockProvider.event(
                "metadata",
                "{\"metrics\":{\"latencyMs\":551},\"usage\":{\"inputTokens\":60,"
                    + "\"outputTokens\":20,\"totalTokens\":80}}"));
    return new Reply(200, "application/vnd.amazon.eventstream", events, 0, false);
  }
}
