/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** Which request a chat client works on: its methods call one another with the same one. */
public final class ClientRun {

  private static final ContextKey<Object> KEY = ContextKey.named("aiops-spring-ai-client");

  /** {@code context} in which a client works on {@code request}. */
  public static Context in(Context context, Object request) {
    return context.with(KEY, request);
  }

  /** Whether a client works on this very request in {@code context}. */
  public static boolean isOf(Context context, Object request) {
    return context.get(KEY) == request;
  }

  private ClientRun() {}
}
