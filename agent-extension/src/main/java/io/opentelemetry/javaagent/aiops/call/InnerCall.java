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

/** A call as a hook below its owner sees it. */
record InnerCall(Context context, OwnedCall call) implements ModelCall {

  @Override
  public boolean owner() {
    return false;
  }

  @Override
  public void endpoint(@Nullable String provider, @Nullable String host, int port) {
    call.endpoint(provider, host, port);
  }

  @Override
  public @Nullable RuntimeException admit() {
    return call.admitBelow();
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
    return call.injectMaxTokens();
  }

  @Override
  public Attempt attemptStarted() {
    return call.attemptStarted();
  }

  @Override
  public void firstChunk() {
    call.firstChunk();
  }

  @Override
  public void received(int chars) {
    call.receivedBelow(chars);
  }

  @Override
  public void update(ModelResponse response) {
    call.updateFromBelow(response);
  }

  @Override
  public void succeed(ModelResponse response) {
    call.updateFromBelow(response);
  }

  @Override
  public void succeed(Supplier<ModelResponse> response) {
    call.readsBelow(response);
  }

  @Override
  public void fail(Throwable error) {}

  @Override
  public void cut(@Nullable Throwable error) {
    call.cutBelow();
  }

  @Override
  public void abandon() {}

  @Override
  public void cancel() {}
}
