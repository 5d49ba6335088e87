/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A model call of Spring AI. A model of 1.x runs the tools that its answer asks for, and asks
 * again, before its method returns: the call ends where the tools begin, and what follows is beside
 * it, not inside. Thread-safe.
 */
public final class OpenCall {

  private static final ContextKey<OpenCall> KEY = ContextKey.named("aiops-spring-ai-call");

  private final ModelCall call;
  private final Context parent;
  private final Earlier earlier;
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * Tokens of the rounds before this call, which the library adds to what this one reports.
   *
   * @param input 0 where there were none
   * @param output 0 where there were none
   */
  public record Earlier(long input, long output) {

    /** This is the first round. */
    public static final Earlier NONE = new Earlier(0, 0);
  }

  /**
   * @param parent what the call was made in
   */
  public OpenCall(ModelCall call, Context parent, Earlier earlier) {
    this.call = call;
    this.parent = parent;
    this.earlier = earlier;
  }

  /** The call that {@code context} is inside, with nothing between; else null. */
  public static @Nullable OpenCall of(Context context) {
    return ModelCalls.current(context) == null ? null : context.get(KEY);
  }

  /** What a call that is made in {@code context} is made in: an answered one is left first. */
  public static Context around(Context context) {
    OpenCall open = of(context);
    return open != null && open.isAnswered() ? open.parent : context;
  }

  /** Make this current while the library works. */
  public Context context() {
    return call.context().with(KEY, this);
  }

  /** The call. */
  public ModelCall call() {
    return call;
  }

  /** What the call was made in. */
  public Context parent() {
    return parent;
  }

  /** See {@link Earlier}. */
  public Earlier earlier() {
    return earlier;
  }

  /** The model has answered, and its tools begin; true the first time. */
  public boolean answer() {
    return answered.compareAndSet(false, true);
  }

  /** Whether {@link #answer} has been told. */
  public boolean isAnswered() {
    return answered.get();
  }
}
