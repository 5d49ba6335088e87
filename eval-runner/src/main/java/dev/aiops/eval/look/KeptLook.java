/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.stat.Interval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look that was kept.
 *
 * @param verdict PASS, REGRESSION, INCONCLUSIVE, REFUSED or REFERENCE
 * @param effect candidate less reference; null where nothing was compared
 * @param interval its interval at 95 %; null where nothing was compared
 * @param look which look at the reference it was
 * @param reference the runs that were compared with
 * @param reason how it was compared, or why not
 */
public record KeptLook(
    String verdict,
    @Nullable Double effect,
    @Nullable Interval interval,
    int look,
    String reference,
    String reason) {

  private static final String SQL =
      """
      SELECT Verdict, Effect, Low, High, toInt32(Look) AS Nth, Reference, Reason
      FROM eval_comparisons
      WHERE BatchId = ? OR startsWith(BatchId, ?)
      LIMIT 1
      """;

  /** By its token; a kill may have burnt that, and then a number follows it. */
  static Optional<KeptLook> of(String token, ClickHouse at) {
    return Rows.of(at, SQL, KeptLook::look, token, token + ":").stream().findFirst();
  }

  private static KeptLook look(ResultSet row) throws SQLException {
    double effect = row.getDouble("Effect");
    boolean isCompared = !row.wasNull();
    return new KeptLook(
        row.getString("Verdict"),
        isCompared ? effect : null,
        isCompared ? new Interval(row.getDouble("Low"), row.getDouble("High")) : null,
        row.getInt("Nth"),
        row.getString("Reference"),
        row.getString("Reason"));
  }
}
