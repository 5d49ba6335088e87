/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.read.Rows;
import java.sql.Connection;
import java.util.List;
import java.util.Set;

/** Which approvals the control log says were used to run: the span of a call alone is no proof. */
final class ConsumedApprovals {

  private static final String SQL =
      """
      SELECT DISTINCT entity FROM control_log WHERE kind = 'approval_consumed' AND entity IN %s
      """;

  private ConsumedApprovals() {}

  static Set<String> among(List<String> approvals, Connection connection) {
    if (approvals.isEmpty()) {
      return Set.of();
    }
    String sql = SQL.formatted(Rows.sqlTexts(approvals));
    return Set.copyOf(Rows.of(connection, sql, row -> row.getString("entity")));
  }
}
