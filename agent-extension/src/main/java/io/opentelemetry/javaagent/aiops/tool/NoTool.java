/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a hook gets while nothing is recorded, or inside the hook that owns the call. */
record NoTool(Context context) implements ToolCall {

  @Override
  public boolean owner() {
    return false;
  }

  @Override
  public void succeed(@Nullable Supplier<@Nullable String> result) {}

  @Override
  public void fail(Throwable error) {}

  @Override
  public void refuse(TypedError why) {}

  @Override
  public void failWith(String errorType, @Nullable Supplier<@Nullable String> result) {}
}
