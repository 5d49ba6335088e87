/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import dev.aiops.agent.openai.WireProvider.Reply;

/**
 * Answers as Google documents them: generateContent and its stream at
 * ai.google.dev/api/generate-content, embeddings at ai.google.dev/api/embeddings, errors at
 * ai.google.dev/gemini-api/docs/troubleshooting, embeddings of Vertex at
 * cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api.
 */
public final class GeminiAnswers {

  private static final String USAGE =
      "\"usageMetadata\":{\"promptTokenCount\":100,\"cachedContentTokenCount\":10,"
          + "\"candidatesTokenCount\":%d,\"toolUsePromptTokenCount\":5,\"thoughtsTokenCount\":8,"
          + "\"totalTokenCount\":125,"
          + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":100}]}";
  private static final String HEAD =
      ",\"modelVersion\":\"gemini-2.5-flash-lite-preview-09-2025\",\"responseId\":\"resp-1\"}";

  public static String hello() {
    return answer("{\"text\":\"Rayleigh.\",\"thought\":true},{\"text\":\"Hello\"}", "STOP", 12);
  }

  public static String function() {
    return function("refund", "{\"city\":\"Bern\"}");
  }

  public static String function(String name, String arguments) {
    return answer(
        "{\"functionCall\":{\"name\":\"" + name + "\",\"args\":" + arguments + "}}", "STOP", 12);
  }

  /** An answer that the library is to ask the rest of, as its version 1.77 and newer do. */
  static String unfinished() {
    return answer("{\"text\":\"Hel\"}", "CONTINUATION", 12)
        .replace("\"index\":0", "\"continuationToken\":\"dG9rZW4=\",\"index\":0");
  }

  static String unfinishedPiece() {
    return "data: " + unfinished() + "\r\n\r\n";
  }

  static String blocked() {
    return "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
        + "\"usageMetadata\":{\"promptTokenCount\":100,\"totalTokenCount\":100}"
        + HEAD;
  }

  private static String answer(String parts, String finish, int tokens) {
    return "{\"candidates\":[{\"content\":{\"parts\":["
        + parts
        + "],\"role\":\"model\"}"
        + (finish.isEmpty() ? "" : ",\"finishReason\":\"" + finish + "\"")
        + ",\"index\":0}],"
        + USAGE.formatted(tokens)
        + HEAD;
  }

  public static String error(int code, String status) {
    return "{\"error\":{\"code\":"
        + code
        + ",\"message\":\"on demand\",\"status\":\""
        + status
        + "\"}}";
  }

  public static String embedding() {
    return "{\"embeddings\":[{\"values\":[0.25,0.5]}]}";
  }

  static String vertexPrediction() {
    return "{\"predictions\":[{\"embeddings\":{\"values\":[0.25,0.5],"
        + "\"statistics\":{\"token_count\":7,\"truncated\":false}}}],"
        + "\"metadata\":{\"billableCharacterCount\":20}}";
  }

  public static Reply stream() {
    return Reply.events(piece("Hel", "", 4), piece("lo", "STOP", 12));
  }

  public static String piece(String text, String finish, int tokens) {
    return "data: " + answer("{\"text\":\"" + text + "\"}", finish, tokens) + "\r\n\r\n";
  }

  static String errorPiece() {
    return "data: " + error(503, "UNAVAILABLE") + "\r\n\r\n";
  }

  private GeminiAnswers() {}
}
