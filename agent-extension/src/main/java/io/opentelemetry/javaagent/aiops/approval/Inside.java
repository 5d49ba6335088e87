/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Place;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * That a context is inside an admitted call. Executors wrap one another, and the inner ones are the
 * same call: each place passes once, with the very arguments that were admitted, and only while no
 * model call or agent is between. A wrapper that tries again runs into the gate.
 */
final class Inside {

  private static final ContextKey<Inside> KEY = ContextKey.named("aiops-admitted");

  private final Object mark;
  private final String tool;
  private final String arguments;
  private final Set<Place> passed = ConcurrentHashMap.newKeySet();

  private Inside(Object mark, String tool, String arguments) {
    this.mark = mark;
    this.tool = tool;
    this.arguments = arguments;
  }

  /** The context of an admitted call; where it has no mark nothing inside it passes. */
  static Context of(GatedCall call, FrozenArguments arguments) {
    Object mark = Markers.current(call.context(), Object.class);
    if (mark == null) {
      return call.context();
    }
    Inside inside = new Inside(mark, call.tool(), arguments.text());
    inside.passed.add(call.place());
    return call.context().with(KEY, inside);
  }

  /** Whether {@code call} is the admitted one, seen further in; true once for each place. */
  static boolean admits(GatedCall call) throws UnreadableArgumentsException {
    Inside inside = call.context().get(KEY);
    return inside != null
        && inside.isMarked(call.context())
        && inside.tool.equals(call.tool())
        && inside.arguments.equals(call.arguments().freeze().text())
        && inside.passed.add(call.place());
  }

  /** The tool whose call {@code context} is directly inside, if it was admitted; else null. */
  static @Nullable String tool(Context context) {
    Inside inside = context.get(KEY);
    return inside != null && inside.isMarked(context) ? inside.tool : null;
  }

  private boolean isMarked(Context context) {
    @Nullable Object current = Markers.current(context, Object.class);
    return current == mark;
  }
}
