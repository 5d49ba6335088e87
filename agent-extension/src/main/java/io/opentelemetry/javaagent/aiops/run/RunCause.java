/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run starts with.
 *
 * @param model the model asked, where known
 * @param prompt what is asked, as text; called only where the operator wants it
 */
public record RunCause(@Nullable String model, @Nullable Supplier<@Nullable String> prompt) {

  @Nullable String input() {
    return Faults.text("reading the input of a run", prompt);
  }
}
