/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.Locale;

/** In whose terms the provider answers, each with the same words. */
enum Protocol {
  OPENAI(Answers.chatCompletion()),
  ANTHROPIC(Answers.message()),
  GEMINI(Answers.generatedContent()),
  BEDROCK(Answers.converse()),
  /** Its answers bear the ids of their requests. */
  MCP("");

  private final String json;

  Protocol(String json) {
    this.json = json;
  }

  /** Its whole response to a request of that body. */
  byte[] answer(String body) {
    return this == MCP ? McpAnswers.to(body) : Response.of("200 OK", json);
  }

  /** How a path names it. */
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }
}
