/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.sdk.common.CompletableResultCode;

/** A flush that the SDK waits for as long as it likes. */
final class Flushing {

  private Flushing() {}

  static CompletableResultCode of(ClickHouseExport export) {
    CompletableResultCode result = new CompletableResultCode();
    Daemon.of("aiops-flush", () -> flush(export, result)).start();
    return result;
  }

  private static void flush(ClickHouseExport export, CompletableResultCode result) {
    if (export.flush(ClickHouseExport.DEFAULT_TIMEOUT)) {
      result.succeed();
    } else {
      result.fail();
    }
  }
}
