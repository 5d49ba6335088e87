/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import java.lang.reflect.Method;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a LangChain4j agent: an AI service, or an agent or workflow of the agentic
 * module. It ends when the method returns; where the answer is a stream, when the last model call
 * of the stream has ended. Thread-safe.
 */
public final class AgentRun {

  private static final ContextKey<AgentRun> KEY = ContextKey.named("aiops-langchain4j-agent");

  private final RunScope scope;
  private final Context context;
  private final AtomicReference<@Nullable Method> awaited;
  private final AtomicInteger openCalls = new AtomicInteger();
  private final AtomicInteger startedCalls = new AtomicInteger();
  private volatile boolean streamed;
  private volatile @Nullable Throwable failure;
  private volatile boolean cancelled;

  /**
   * @param scope the invocation that was entered
   * @param awaited the method of an AI service that will be called for this same invocation and
   *     must not open another; null where there is none
   */
  @SuppressWarnings("ThisEscapedInObjectConstruction")
  public AgentRun(RunScope scope, @Nullable Method awaited) {
    this.scope = scope;
    this.awaited = new AtomicReference<>(awaited);
    this.context = scope.context().with(KEY, this);
  }

  /** The invocation {@code context} is in, or null. */
  public static @Nullable AgentRun of(Context context) {
    return context.get(KEY);
  }

  /** Make this current while the agent works. */
  public Context context() {
    return context;
  }

  /** Whether a call of {@code method} is this very invocation; true once. */
  public boolean isCalledBy(Method method) {
    Method expected = awaited.get();
    return expected != null && expected.equals(method) && awaited.compareAndSet(expected, null);
  }

  /** Whether {@link #isCalledBy} would be true of {@code method}. */
  public boolean awaits(Method method) {
    return method.equals(awaited.get());
  }

  /**
   * The method returned; ends the invocation unless its answer is a stream.
   *
   * @param output the answer as text
   */
  public void returned(Supplier<@Nullable String> output) {
    if (!streamed) {
      scope.output(output);
      scope.end();
    }
  }

  /** The invocation failed. */
  public void failed(Throwable error) {
    if (error instanceof CancellationException) {
      scope.cancel();
    } else {
      scope.fail(error);
    }
  }

  /** The answer will be a stream that starts, perhaps, after the method has returned. */
  void streamed() {
    streamed = true;
  }

  /** Whether no model call has begun in this invocation. */
  boolean isIdle() {
    return startedCalls.get() == 0;
  }

  /** The stream was dropped before it was started. */
  void dropped() {
    scope.cancel();
  }

  /** A streamed model call of this invocation begins. */
  public void callStarted() {
    startedCalls.incrementAndGet();
    openCalls.incrementAndGet();
  }

  /** A streamed model call answered; the last answer is the invocation's. */
  public void callAnswered(Supplier<@Nullable String> text) {
    failure = null;
    scope.output(text);
  }

  /** A streamed model call, or what the app does with it, failed. */
  public void callFailed(Throwable error) {
    failure = error;
  }

  /** The app cancelled a streamed model call. */
  public void callCancelled() {
    cancelled = true;
  }

  /**
   * A streamed model call is over, and so is what the library did with its answer: a next call of
   * the same stream has begun by now.
   */
  public void callEnded() {
    if (openCalls.decrementAndGet() == 0 && streamed) {
      finish();
    }
  }

  private void finish() {
    Throwable error = failure;
    if (cancelled) {
      scope.cancel();
    } else if (error != null) {
      failed(error);
    } else {
      scope.end();
    }
  }
}
