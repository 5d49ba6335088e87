/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import java.time.Instant;

/**
 * What a report looks at.
 *
 * @param service service.name of the runs; empty for those of all services
 * @param since runs and calls that began no earlier
 */
public record Window(String service, Instant since) {

  /** The rows of it, for two parameters: {@link #service()} twice. */
  String where(String timeColumn) {
    return timeColumn + " >= " + Rows.sqlInstant(since) + " AND (? = '' OR ServiceName = ?)";
  }

  Object[] parameters() {
    return new Object[] {service, service};
  }
}
