/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import org.jspecify.annotations.Nullable;

/** The schema cannot be brought to this build's version. The message says why and what to do. */
public final class MigrationException extends RuntimeException {

  MigrationException(String message) {
    super(message);
  }

  MigrationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
