/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.ResponseStream;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.openai.Interruption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call between the enter and the exit of the method that makes it. */
record Entered(ModelCall call, Context parent, Scope scope) {

  static final int ENTERED = 0;
  static final int ARGUMENTS = 1;

  /** Why the method is skipped: it is refused, or called elsewhere. */
  static final int REFUSAL = 2;

  /** What enter advice gives for a call that may be sent. */
  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  static @Nullable Object[] admitted(
      ModelCall call, Context parent, @Nullable Object[] arguments, boolean async) {
    Context inside = async ? RefusedAttempt.async(call.context()) : call.context();
    Entered entered = new Entered(call, parent, inside.makeCurrent());
    return new @Nullable Object[] {entered, arguments, null};
  }

  /** What enter advice gives where the method is called on a thread of ours instead. */
  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  static @Nullable Object[] elsewhere(
      ModelCall call,
      Context parent,
      @Nullable Object[] arguments,
      Supplier<CompletableFuture<Object>> make) {
    Object answer =
        call.elsewhere(() -> RefusedAttempt.async(Context.current()).wrapSupplier(make).get());
    return new @Nullable Object[] {
      new Entered(call, parent, call.context().makeCurrent()), arguments, answer
    };
  }

  static @Nullable Object[] refused(Throwable refusal, @Nullable Object[] arguments) {
    return new @Nullable Object[] {null, arguments, refusal};
  }

  /** What enter advice gives where we failed: null, or a refusal where budgets are enforced. */
  static @Nullable Object @Nullable [] failed(Throwable fault, @Nullable Object[] arguments) {
    Throwable refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : refused(refusal, arguments);
  }

  static @Nullable Object of(@Nullable Object @Nullable [] entered) {
    return entered == null ? null : entered[ENTERED];
  }

  static @Nullable Throwable refusal(@Nullable Object @Nullable [] entered) {
    return entered != null && entered[REFUSAL] instanceof Throwable refusal ? refusal : null;
  }

  /** What the method gives, or would have given where it was not called here. */
  static @Nullable CompletableFuture<?> answer(
      @Nullable Object @Nullable [] entered, @Nullable CompletableFuture<?> given) {
    return entered != null && entered[REFUSAL] instanceof CompletableFuture<?> elsewhere
        ? elsewhere
        : given;
  }

  /** Ends the entered method: with an answer, a stream that is still to come, or an error. */
  void leave(@Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    ended(result, thrown);
  }

  /** As {@link #leave}; gives the future to return, null for no change. */
  @Nullable CompletableFuture<?> leaveAsync(
      @Nullable CompletableFuture<?> answer, @Nullable Throwable thrown) {
    scope.close();
    if (answer == null) {
      failed(thrown == null ? new IllegalStateException("no answer") : thrown);
      return null;
    }
    return watched(answer);
  }

  private <T> CompletableFuture<T> watched(CompletableFuture<T> answer) {
    CallFuture<T> result = new CallFuture<>(call, parent, answer);
    var unused = answer.whenComplete((value, error) -> settle(result, value, error));
    return result;
  }

  /** The app waits for {@code result}: it is completed whatever happens to us. */
  private <T> void settle(CallFuture<T> result, @Nullable T value, @Nullable Throwable error) {
    Throwable cause = error == null ? null : unwrapped(error);
    Faults.guard("google-genai answer", () -> ended(value, cause));
    result.settle(value, cause);
  }

  private void ended(@Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      failed(thrown);
    } else if (result instanceof ResponseStream<?> stream) {
      OpenStream.opened(call, stream);
    } else {
      call.succeed(() -> answer(result));
    }
  }

  private static ModelResponse answer(@Nullable Object result) {
    return Answers.of(result);
  }

  private void failed(Throwable thrown) {
    if (Interruption.isOne(thrown)) {
      call.cancel();
    } else {
      call.fail(thrown);
    }
  }

  /** What the future failed with; of an attempt that was refused, the refusal. */
  private static Throwable unwrapped(Throwable error) {
    @Nullable Throwable cause = error.getCause();
    Throwable own = error instanceof CompletionException && cause != null ? cause : error;
    Throwable refusal = CallRefusedException.causeOf(own);
    return refusal == null ? own : refusal;
  }
}
