/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import org.jspecify.annotations.Nullable;

/** An attempt of which nothing is recorded: one that must not be made, or one of no call. */
record RefusedAttempt(@Nullable RuntimeException refusal) implements Attempt {

  @Override
  public void answered(int status) {}

  @Override
  public void failed(Throwable error) {}
}
