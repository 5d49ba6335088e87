/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;

/** A call that keeps what it is told, in order. */
@NullUnmarked
final class RecordedCall implements ModelCall {

  final List<String> ends = new ArrayList<>();
  final List<ModelResponse> responses = new ArrayList<>();
  Throwable error;
  int firstChunks;
  long received;

  ModelResponse response() {
    return responses.get(responses.size() - 1);
  }

  @Override
  public Context context() {
    return Context.root();
  }

  @Override
  public boolean owner() {
    return true;
  }

  @Override
  public void endpoint(String provider, String host, int port) {}

  @Override
  public RuntimeException admit() {
    throw new AssertionError("a body asks for nothing");
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
    throw new AssertionError("a body changes no request");
  }

  @Override
  public Attempt attemptStarted() {
    throw new AssertionError("a body starts no attempt");
  }

  @Override
  public void firstChunk() {
    firstChunks++;
  }

  @Override
  public void received(int chars) {
    received += chars;
  }

  @Override
  public void update(ModelResponse response) {
    responses.add(response);
  }

  @Override
  public void succeed(ModelResponse response) {
    responses.add(response);
    ends.add("ok");
  }

  @Override
  public void succeed(Supplier<ModelResponse> response) {
    succeed(response.get());
  }

  @Override
  public void fail(Throwable failure) {
    error = failure;
    ends.add("error");
  }

  @Override
  public void cut(Throwable failure) {
    error = failure;
    ends.add("cut");
  }

  @Override
  public void abandon() {
    ends.add("abandoned");
  }

  @Override
  public void cancel() {
    ends.add("cancelled");
  }
}
