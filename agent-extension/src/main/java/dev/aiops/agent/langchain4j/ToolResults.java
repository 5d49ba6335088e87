/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.service.tool.ToolExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * Results of tools, as the executor's method returns them: a text, or since 1.6 an object, whose
 * class older versions do not have, so that it is only named where a method returns it.
 */
final class ToolResults {

  private static final String TEXT = "java.lang.String";

  private ToolResults() {}

  /** A result of {@code text}; null where the method returns neither. */
  static @Nullable Object of(String text, String returns) {
    if (returns.equals(TEXT)) {
      return text;
    }
    return returns.endsWith(".ToolExecutionResult") ? Objects.of(text) : null;
  }

  /** {@code result} with {@code notice} before its text. */
  static @Nullable Object with(String notice, Object result, String returns) {
    if (returns.equals(TEXT)) {
      return notice + result;
    }
    return returns.endsWith(".ToolExecutionResult") ? Objects.with(notice, result) : null;
  }

  /** Of the newer versions. */
  private static final class Objects {

    static Object of(String text) {
      return ToolExecutionResult.builder().result(text).resultText(text).build();
    }

    static Object with(String notice, Object result) {
      ToolExecutionResult given = (ToolExecutionResult) result;
      return ToolExecutionResult.builder()
          .isError(given.isError())
          .result(given.result())
          .resultText(notice + given.resultText())
          .build();
    }
  }
}
