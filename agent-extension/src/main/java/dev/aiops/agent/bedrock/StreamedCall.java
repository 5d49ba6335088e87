/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer is a stream. Its end is that of the events, or of the library's future where
 * that comes first: an attempt that fails is not the end where the library tries again. Nothing
 * here throws but {@link #leave}.
 */
final class StreamedCall {

  private final BedrockCall begun;
  private final ModelCall call;
  private volatile Gathered answer = new Gathered();
  private volatile @Nullable Object head;
  private volatile boolean begunToArrive;

  StreamedCall(BedrockCall begun) {
    this.begun = begun;
    this.call = begun.call();
  }

  /** The app's context, in which its handler runs. */
  Context parent() {
    return begun.parent();
  }

  @Nullable CompletableFuture<?> leave(
      @Nullable CompletableFuture<?> answering, @Nullable Throwable thrown) {
    begun.leave();
    if (answering == null) {
      ended(thrown);
      return null;
    }
    return new CallFuture<>(
        answering, begun.parent(), (nothing, error) -> ended(error), this::cancelled);
  }

  void responded(@Nullable Object response) {
    head = response;
  }

  /** The events of an attempt begin: what an earlier one had is no part of the answer. */
  void opened() {
    Gathered fresh = new Gathered();
    Faults.guard("bedrockruntime stream", () -> Responses.head(head, fresh));
    answer = fresh;
  }

  void event(Object event) {
    Faults.guard("bedrockruntime event", () -> read(event));
  }

  private void read(Object event) {
    Gathered into = answer;
    long before = into.generated();
    boolean wasFinished = into.finished();
    try {
      Answers.read(begun.format(), Responses.event(event), into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long more = into.generated() - before;
    if (more > 0 || (into.finished() && !wasFinished)) {
      begunToArrive = true;
      call.firstChunk();
    }
    call.received((int) Math.min(more, Integer.MAX_VALUE));
  }

  /** All events of an attempt have passed. */
  void completed() {
    if (isWhole()) {
      Faults.guard("bedrockruntime stream", () -> call.succeed(answer.response()));
    }
  }

  /** Of a body that is not known nobody knows how it ends. */
  private boolean isWhole() {
    return answer.finished() || begun.format() == Format.OTHER;
  }

  /** The app wants no more events. */
  void abandoned() {
    Faults.guard("bedrockruntime stream", () -> giveUp(call::abandon));
  }

  private void cancelled() {
    giveUp(call::cancel);
  }

  private void giveUp(Runnable end) {
    call.update(answer.response());
    end.run();
  }

  private void ended(@Nullable Throwable error) {
    begun.settleAttempts();
    if (error == null && isWhole()) {
      completed();
    } else if (error == null) {
      endIncomplete(null);
    } else if (BedrockCall.isInterruption(error)) {
      cancelled();
    } else {
      endIncomplete(BedrockCall.unwrap(error));
    }
  }

  private void endIncomplete(@Nullable Throwable error) {
    call.update(answer.response());
    if (error == null || begunToArrive) {
      call.cut(error);
    } else {
      call.fail(error);
    }
  }
}
