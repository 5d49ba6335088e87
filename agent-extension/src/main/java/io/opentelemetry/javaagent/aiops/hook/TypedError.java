/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

/** An error of ours that has a word of its own for {@code error.type}. */
public interface TypedError {

  /** Causes can be circular. */
  int MAX_DEPTH = 16;

  /** What {@code error.type} says of the call and of the run that it failed. */
  String errorType();

  /** {@code error.type} for {@code error}: of the refusal that caused it, else its class. */
  static String of(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof TypedError typed) {
        return typed.errorType();
      }
      cause = cause.getCause();
    }
    return error.getClass().getName();
  }
}
