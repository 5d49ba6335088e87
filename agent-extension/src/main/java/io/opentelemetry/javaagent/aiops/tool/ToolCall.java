/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as one hook sees it: the outermost hook on the same call owns the span, the ends of
 * those below do nothing. Nothing here ever throws. Thread-safe; the first end wins.
 */
public interface ToolCall {

  /** Make this current while the tool runs: model calls the tool makes are calls of their own. */
  Context context();

  /** Whether this hook owns the call. */
  boolean owner();

  /**
   * The tool returned.
   *
   * @param result what it returned, as text; called at most once and only where the operator wants
   *     it
   */
  void succeed(@Nullable Supplier<@Nullable String> result);

  /** The tool failed. */
  void fail(Throwable error);

  /** The tool was not run, because nobody has approved it. */
  void refuse(TypedError why);

  /** The tool reported a failure as text, which the model gets to read. */
  void failWith(String errorType, @Nullable Supplier<@Nullable String> result);
}
