/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks on model calls begin.
 *
 * <pre>{@code
 * ModelCall call = ModelCalls.start(Context.current(), request);
 * Scope scope = call.context().makeCurrent();
 * // … the library calls the model …
 * scope.close();
 * call.succeed(ModelResponse.builder().model("gpt-5").usage(usage).build());
 * }</pre>
 */
public final class ModelCalls {

  private static volatile @Nullable CallRecorder recorder;

  /**
   * A model is about to be called. The outermost hook gets a call it owns, a hook inside it a view.
   * Never throws; while nothing is recorded it returns a call that does nothing.
   */
  public static ModelCall start(Context parent, ModelRequest request) {
    CallRecorder current = recorder;
    if (current == null) {
      return new NoCall(parent);
    }
    try {
      OwnedCall owner = Markers.current(parent, OwnedCall.class);
      return owner != null ? new InnerCall(parent, owner) : current.start(parent, request);
    } catch (Throwable t) {
      Faults.report("starting a model call", t);
      return new NoCall(parent, current.refusal(t));
    }
  }

  /**
   * A view of the model call that {@code context} is inside, for a hook that knows transport but
   * not requests; null outside any call. Never throws.
   */
  public static @Nullable ModelCall current(Context context) {
    OwnedCall owner = Markers.current(context, OwnedCall.class);
    return owner == null ? null : new InnerCall(context, owner);
  }

  /**
   * Whether the hooked method is called by {@link ModelCall#elsewhere}, whose hook has done its
   * part: it is let pass as it is. True once.
   */
  public static boolean isElsewhere(Context context) {
    return Elsewhere.isMade(context);
  }

  /**
   * What a hook that failed must throw instead of letting the call go: budgets are enforced also
   * where we fail. Null where there are none.
   */
  public static @Nullable RuntimeException refusal(Throwable fault) {
    CallRecorder current = recorder;
    return current == null ? null : current.refusal(fault);
  }

  /** Records through {@code recorder} from now on; null records nothing. */
  public static void install(@Nullable CallRecorder recorder) {
    ModelCalls.recorder = recorder;
  }

  private ModelCalls() {}
}
