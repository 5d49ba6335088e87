/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a hook gets while nothing is recorded. */
record NoRun(Context context) implements RunScope {

  @Override
  public @Nullable String runId() {
    return null;
  }

  @Override
  public boolean root() {
    return false;
  }

  @Override
  public void output(Supplier<@Nullable String> output) {}

  @Override
  public void end() {}

  @Override
  public void fail(Throwable error) {}

  @Override
  public void cancel() {}
}
