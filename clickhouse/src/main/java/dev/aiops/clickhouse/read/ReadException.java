/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

/** A query failed. */
public final class ReadException extends RuntimeException {

  ReadException(String message, Throwable cause) {
    super(message, cause);
  }
}
