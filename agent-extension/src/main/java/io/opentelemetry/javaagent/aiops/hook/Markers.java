/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * The innermost call of ours that a Context is in. One key for all kinds, so that entering a tool
 * clears the mark of a model call and entering an agent clears both: what they do in turn are calls
 * of their own.
 */
public final class Markers {

  private static final ContextKey<Object> KEY = ContextKey.named("aiops-call");
  private static final Object NOTHING = new Object();

  /** {@code context} inside {@code call}. */
  public static Context mark(Context context, Object call) {
    return outside(context).with(KEY, call);
  }

  /** {@code context} outside any call. */
  public static Context clear(Context context) {
    return context.get(KEY) == null ? context : outside(context).with(KEY, NOTHING);
  }

  /** What a model call left out inside itself is back in what it calls. */
  private static Context outside(Context context) {
    return context.get(KEY) == null ? context : HttpSpans.asUsual(context);
  }

  /** The innermost call {@code context} is in, if it is one of {@code type}; else null. */
  public static <T> @Nullable T current(Context context, Class<T> type) {
    Object call = context.get(KEY);
    return type.isInstance(call) ? type.cast(call) : null;
  }

  private Markers() {}
}
