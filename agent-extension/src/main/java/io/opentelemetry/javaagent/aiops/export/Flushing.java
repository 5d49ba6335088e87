/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.function.BooleanSupplier;

/** A flush that the SDK waits for as long as it likes. */
final class Flushing {

  private Flushing() {}

  static CompletableResultCode now(ClickHouseExport export) {
    return start(() -> export.flush(ClickHouseExport.DEFAULT_TIMEOUT));
  }

  static CompletableResultCode last(ClickHouseExport export) {
    return start(() -> export.flushLast(ClickHouseExport.LAST_TIMEOUT));
  }

  private static CompletableResultCode start(BooleanSupplier flush) {
    CompletableResultCode result = new CompletableResultCode();
    Daemon.of("aiops-flush", () -> complete(flush, result)).start();
    return result;
  }

  private static void complete(BooleanSupplier flush, CompletableResultCode result) {
    if (flush.getAsBoolean()) {
      result.succeed();
    } else {
      result.fail();
    }
  }
}
