/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import org.jspecify.annotations.Nullable;

/** A statement failed: refused by the server, or the server could not be reached. */
public final class ClickHouseException extends RuntimeException {

  /** {@link #code()} where no server answered. */
  public static final int UNREACHABLE = -1;

  private final int code;

  ClickHouseException(int code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * ClickHouse's error code, as in {@code system.errors}; {@value #UNREACHABLE} where no server
   * answered.
   */
  public int code() {
    return code;
  }
}
