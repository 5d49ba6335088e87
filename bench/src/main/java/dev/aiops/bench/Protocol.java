/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/** In whose terms the provider answers, each with the same words. */
enum Protocol {
  OPENAI(Answers.chatCompletion()),
  ANTHROPIC(Answers.message()),
  GEMINI(Answers.generatedContent()),
  BEDROCK(Answers.converse());

  private final String answer;

  Protocol(String answer) {
    this.answer = answer;
  }

  /** Its answer, as JSON. */
  String answer() {
    return answer;
  }

  /** How a path names it. */
  String path() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
