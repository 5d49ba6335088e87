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
 * What a hook gets while nothing is recorded, or where the recording failed.
 *
 * @param refusal why the call must not be sent all the same; null if it may
 */
record NoCall(Context context, @Nullable RuntimeException refusal) implements ModelCall {

  NoCall(Context context) {
    this(context, null);
  }

  @Override
  public @Nullable RuntimeException admit() {
    return refusal;
  }

  @Override
  public boolean mustWait() {
    return false;
  }

  @Override
  public <T> CompletableFuture<T> elsewhere(Supplier<? extends CompletionStage<T>> make) {
    return make.get().toCompletableFuture();
  }

  @Override
  public long injectMaxTokens() {
    return 0;
  }

  @Override
  public boolean owner() {
    return false;
  }

  @Override
  public void endpoint(@Nullable String provider, @Nullable String host, int port) {}

  @Override
  public Attempt attemptStarted() {
    return new RefusedAttempt(refusal);
  }

  @Override
  public void firstChunk() {}

  @Override
  public void received(int chars) {}

  @Override
  public void update(ModelResponse response) {}

  @Override
  public void succeed(ModelResponse response) {}

  @Override
  public void succeed(Supplier<ModelResponse> response) {}

  @Override
  public void fail(Throwable error) {}

  @Override
  public void cut(@Nullable Throwable error) {}

  @Override
  public void abandon() {}

  @Override
  public void cancel() {}
}
