/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.ClickHouseException;
import java.util.concurrent.RejectedExecutionException;

/** ClickHouse was asked for a page, and no answer came. */
final class UnansweredException extends Exception {

  UnansweredException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether it may have done what it was asked all the same: not where it refused, or was not
   * asked.
   */
  boolean isOutcomeUnknown() {
    boolean refused =
        getCause() instanceof ClickHouseException e && e.code() != ClickHouseException.UNREACHABLE;
    return !refused && !(getCause() instanceof RejectedExecutionException);
  }
}
