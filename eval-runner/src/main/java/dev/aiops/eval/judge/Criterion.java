/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.eval.check.Target.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/** By what a judge judges. Its words are a resource beside this class. */
public enum Criterion {
  /** Whether the answer is right. */
  CORRECTNESS,
  /** Whether the answer follows from what the tools returned. */
  FAITHFULNESS,
  /** Whether what was asked for was done. */
  TASK_COMPLETION,
  /** Whether the tools that were called are those that were needed. */
  TOOL_CHOICE,
  /** Whether it refused without a reason. */
  REFUSAL,
  /** Whether the answer is polite and plain. */
  TONE;

  private static final String INSTRUCTIONS = resource("instructions.txt");

  private final String words;

  Criterion() {
    words = resource(text() + ".txt");
  }

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether targets of a kind have what it looks at. */
  public boolean isOf(Kind kind) {
    return switch (this) {
      case CORRECTNESS, REFUSAL, TONE -> kind != Kind.TOOL_CALL;
      case FAITHFULNESS, TASK_COMPLETION, TOOL_CHOICE -> kind == Kind.RUN;
    };
  }

  /** All that a judge is told by us, before anything of a run: part of an evaluator's version. */
  public String prompt() {
    return INSTRUCTIONS + words;
  }

  String words() {
    return words;
  }

  static String instructions() {
    return INSTRUCTIONS;
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Criterion.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
