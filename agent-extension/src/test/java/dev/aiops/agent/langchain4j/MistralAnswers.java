/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.agent.openai.WireProvider.Reply;

/**
 * Answers as Mistral documents them at docs.mistral.ai/api (chat completion, and its stream, whose
 * last chunk tells the usage).
 */
final class MistralAnswers {

  private static final String USAGE =
      ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}";

  static String hello() {
    return head("chat.completion")
        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\","
        + "\"tool_calls\":null,\"prefix\":false},\"finish_reason\":\"stop\"}]"
        + USAGE
        + "}";
  }

  static Reply stream() {
    return Reply.events(
        chunk("\"role\":\"assistant\",\"content\":\"Hel\"", "null", ""),
        chunk("\"content\":\"lo\"", "null", ""),
        chunk("\"content\":\"\"", "\"stop\"", USAGE),
        "data: [DONE]\n\n");
  }

  private static String chunk(String delta, String finish, String usage) {
    return "data: "
        + head("chat.completion.chunk")
        + "\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":"
        + finish
        + "}]"
        + usage
        + "}\n\n";
  }

  private static String head(String object) {
    return "{\"id\":\"cmpl-1\",\"object\":\""
        + object
        + "\",\"created\":1702256327,\"model\":\"mistral-small-latest\",";
  }

  private MistralAnswers() {}
}
