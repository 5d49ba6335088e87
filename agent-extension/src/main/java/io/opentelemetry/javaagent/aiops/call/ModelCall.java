/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.context.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A logical model call, retries included, as one hook sees it.
 *
 * <p>The outermost hook <em>owns</em> the call: its ends end the span. A hook below it gets a view:
 * what it adds (endpoint, attempts, first chunk, usage) lands on the owner's span, its {@link
 * #succeed} is taken as {@link #update} and its other ends do nothing, because only the owner knows
 * whether a library tries again.
 *
 * <p>Nothing here ever throws. Thread-safe; the first end wins and what comes after it is ignored.
 */
public interface ModelCall {

  /** Make this current while the library works, so that hooks below see the owner. */
  Context context();

  /** Whether this hook owns the call. */
  boolean owner();

  /**
   * Where the call goes.
   *
   * @param provider value of {@code gen_ai.provider.name} where the hook knows better than the host
   *     tells, else null
   * @param host host name without scheme or port
   * @param port port; 0 or less where unknown
   */
  void endpoint(@Nullable String provider, @Nullable String host, int port);

  /**
   * Asks the budgets whether the call may be sent, once its endpoint is given as far as the hook
   * knows it. May wait for money, a few seconds at most, but not on an event loop. A view of a call
   * that was admitted is.
   *
   * @return null if it may, else what to throw in place of sending: the call has ended by then
   */
  @Nullable RuntimeException admit();

  /**
   * Whether {@link #admit} would wait, on a thread on which nothing should: a hook that can go on
   * elsewhere then calls {@link #elsewhere} in place of it. Does not wait.
   */
  boolean mustWait();

  /**
   * Admits the call on a thread of ours, which then makes it.
   *
   * @param make the library's method, called inside the call once it is admitted; its own hook asks
   *     {@link ModelCalls#isElsewhere}, those further in see the owner
   * @return what the library's method comes to, or the refusal by which the call has ended.
   *     Cancelling it gives the call up: while it waits nothing is sent, and nothing is held
   */
  <T> CompletableFuture<T> elsewhere(Supplier<? extends CompletionStage<T>> make);

  /** The output limit that must be put into the admitted request, in tokens; 0 for none. */
  long injectMaxTokens();

  /** An HTTP attempt begins, unless {@link Attempt#refusal} says no. */
  Attempt attemptStarted();

  /** The first piece of a streamed answer arrived; only the first call counts. */
  void firstChunk();

  /**
   * So many more characters of generated text arrived: what an unreported usage is estimated from.
   */
  void received(int chars);

  /** What is known of the answer so far; each value given replaces an earlier one. */
  void update(ModelResponse response);

  /** The answer is complete. */
  void succeed(ModelResponse response);

  /**
   * The answer is complete, and the app need not wait until it is read: the call ends now, its span
   * is described and handed on by another thread.
   *
   * @param response reads the answer; called once, by any thread; throws {@link MalformedAnswer}
   *     where it cannot be read, which makes the call one that was cut off
   */
  void succeed(Supplier<ModelResponse> response);

  /** The call failed before any of its answer arrived. */
  void fail(Throwable error);

  /**
   * The provider broke a streamed answer off.
   *
   * @param error what the app saw, or null where the stream just ended
   */
  void cut(@Nullable Throwable error);

  /** The app closed a streamed answer before its end. */
  void abandon();

  /** The app cancelled the call. */
  void cancel();
}
