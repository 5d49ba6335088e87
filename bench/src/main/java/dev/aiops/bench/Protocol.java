/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.Locale;
import java.util.function.Function;

/** In whose terms the provider answers, each with the same words. */
enum Protocol {
  OPENAI(always(Answers.chatCompletion())),
  ANTHROPIC(always(Answers.message())),
  GEMINI(always(Answers.generatedContent())),
  BEDROCK(always(Answers.converse())),
  MCP(McpAnswers::to);

  private final Function<String, byte[]> answer;

  Protocol(Function<String, byte[]> answer) {
    this.answer = answer;
  }

  private static Function<String, byte[]> always(String json) {
    byte[] response = Response.of("200 OK", json);
    return body -> response;
  }

  /** Its whole response to a request of that body. */
  byte[] answer(String body) {
    return answer.apply(body);
  }

  /** How a path names it. */
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }
}
