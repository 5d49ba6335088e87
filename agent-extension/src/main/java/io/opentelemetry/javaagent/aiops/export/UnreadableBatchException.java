/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;

/** A spool file cannot be read, which no server is to blame for. */
final class UnreadableBatchException extends IOException {

  UnreadableBatchException(IOException cause) {
    super(cause.toString(), cause);
  }
}
