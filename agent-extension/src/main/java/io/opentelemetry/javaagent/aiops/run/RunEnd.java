/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param status {@code ok}, {@code error} or {@code cancelled}
 * @param output what it answered, as the app has it
 * @param failingSpanId the span it failed in
 * @param errorType class of what it failed with
 * @param errorMessage its message, as the app has it
 */
record RunEnd(
    String status,
    Supplier<@Nullable String> output,
    @Nullable String failingSpanId,
    @Nullable String errorType,
    @Nullable String errorMessage) {

  /** {@code output} is called by whoever writes the end, once. */
  static RunEnd ok(Supplier<@Nullable String> output) {
    return new RunEnd("ok", output, null, null, null);
  }

  static RunEnd cancelled() {
    return new RunEnd("cancelled", () -> null, null, null, null);
  }

  static RunEnd error(String failingSpanId, String type, @Nullable String message) {
    return new RunEnd("error", () -> null, failingSpanId, type, message);
  }

  RunEnd withoutOutput() {
    return new RunEnd(status, () -> null, failingSpanId, errorType, errorMessage);
  }
}
