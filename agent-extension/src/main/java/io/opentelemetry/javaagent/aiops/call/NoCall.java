/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a hook gets while nothing is recorded. */
record NoCall(Context context) implements ModelCall {

  private static final Attempt NO_ATTEMPT =
      new Attempt() {
        @Override
        public void answered(int status) {}

        @Override
        public void failed(Throwable error) {}
      };

  @Override
  public boolean owner() {
    return false;
  }

  @Override
  public void endpoint(@Nullable String provider, @Nullable String host, int port) {}

  @Override
  public Attempt attemptStarted() {
    return NO_ATTEMPT;
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
