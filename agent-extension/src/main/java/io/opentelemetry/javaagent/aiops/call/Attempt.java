/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP attempt of a model call. Exactly one end counts, the first; nothing here ever throws.
 * Thread-safe.
 */
public interface Attempt {

  /** Why it must not be sent, or null: then throw this instead of sending. */
  @Nullable RuntimeException refusal();

  /** The provider answered: its head is there, whatever its body will be. */
  void answered(int status);

  /** No answer came: connection refused, reset, timed out, cancelled. */
  void failed(Throwable error);
}
