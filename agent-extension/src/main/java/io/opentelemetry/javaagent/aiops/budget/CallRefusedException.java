/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import io.opentelemetry.javaagent.aiops.hook.TypedError;
import org.jspecify.annotations.Nullable;

/**
 * A call was refused by a budget: nothing was sent. Unchecked, without a stack trace of its own
 * cause, and of the JDK's types only, so that every app can receive it; no SDK retries it.
 */
public abstract sealed class CallRefusedException extends RuntimeException implements TypedError
    permits BudgetExceededException, BudgetUnavailableException, CostUnboundedException {

  private static final long serialVersionUID = 1;

  private final String budget;
  private final String errorType;

  CallRefusedException(String budget, String errorType, String message) {
    super(message, null, false, true);
    this.budget = budget;
    this.errorType = errorType;
  }

  /** Name of the budget that refused; empty where it is not known which covers the call. */
  public String budget() {
    return budget;
  }

  @Override
  public String errorType() {
    return errorType;
  }

  /** The refusal that caused {@code error}, or is it; null if there is none. */
  public static @Nullable CallRefusedException causeOf(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof CallRefusedException refused) {
        return refused;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
