/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The embedded server could not be installed, started or stopped. The message says why and what to
 * do.
 */
public final class EmbeddedException extends RuntimeException {

  EmbeddedException(String message) {
    super(message);
  }

  EmbeddedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
