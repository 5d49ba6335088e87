/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Scopes that one advice opens and another closes. */
public final class Scopes {

  private Scopes() {}

  /** Makes {@code context} current; the exit of the same method on the same thread closes it. */
  @SuppressWarnings("MustBeClosedChecker")
  public static Scope enter(Context context) {
    return context.makeCurrent();
  }
}
