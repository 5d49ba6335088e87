/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.List;

/**
 * Writes rows of one table as one Native block without its last column, {@code BatchId}, which is
 * added when the block is sent. Not thread-safe.
 */
interface RowEncoder<T> {

  Table table();

  /** Time of the column the table is partitioned by, in nanoseconds since 1970. */
  long epochNanos(T row);

  /** Writes the block's head and all columns but the last. */
  void encode(List<T> rows, BlockWriter out);
}
