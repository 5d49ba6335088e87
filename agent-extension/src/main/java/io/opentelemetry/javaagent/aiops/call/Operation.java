/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

/** What a model is asked to do: the values of {@code gen_ai.operation.name} for model calls. */
public enum Operation {
  /** Chat completions, messages, responses. */
  CHAT("chat"),
  /** Gemini's generateContent. */
  GENERATE_CONTENT("generate_content"),
  /** Legacy completions. */
  TEXT_COMPLETION("text_completion"),
  /** Embeddings. */
  EMBEDDINGS("embeddings");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** The attribute's value. */
  public String text() {
    return text;
  }
}
