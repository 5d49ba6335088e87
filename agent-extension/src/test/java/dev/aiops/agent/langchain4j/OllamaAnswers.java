/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.agent.openai.WireProvider.Reply;
import java.util.List;

/**
 * Answers as Ollama documents them at docs.ollama.com/api/chat: one object, or one in each line,
 * the last of which tells the usage.
 */
public final class OllamaAnswers {

  private static final String USAGE =
      ",\"done_reason\":\"stop\",\"total_duration\":4883583458,\"load_duration\":1334875,"
          + "\"prompt_eval_count\":100,\"prompt_eval_duration\":342546000,"
          + "\"eval_count\":20,\"eval_duration\":4535599000";

  public static String hello() {
    return message("Hello", true, USAGE);
  }

  public static Reply stream() {
    List<byte[]> lines =
        List.of(message("Hel", false, ""), message("lo", false, ""), message("", true, USAGE))
            .stream()
            .map(line -> (line + "\n").getBytes(UTF_8))
            .toList();
    return new Reply(200, "application/x-ndjson", lines, 0, false);
  }

  private static String message(String text, boolean done, String usage) {
    return "{\"model\":\"llama3.2\",\"created_at\":\"2026-08-04T19:22:45.499127Z\","
        + "\"message\":{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"},\"done\":"
        + done
        + usage
        + "}";
  }

  private OllamaAnswers() {}
}
