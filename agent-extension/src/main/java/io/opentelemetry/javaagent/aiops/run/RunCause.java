/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a run starts with.
 *
 * @param model the model asked, where known
 * @param prompt what is asked, as text; called only where the operator wants it
 * @param lasting whether {@code prompt} may be called later, by another thread
 */
public record RunCause(
    @Nullable String model, @Nullable Supplier<@Nullable String> prompt, boolean lasting) {

  /** What is asked, cut by {@code cut} where it is to be kept: read now, or later if it lasts. */
  Supplier<@Nullable String> input(UnaryOperator<String> cut) {
    if (lasting) {
      return this::read;
    }
    String now = read();
    String kept = now == null ? null : cut.apply(now);
    return () -> kept;
  }

  private @Nullable String read() {
    return Faults.text("reading the input of a run", prompt);
  }
}
