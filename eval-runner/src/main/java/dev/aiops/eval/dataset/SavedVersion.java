/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * A version that was saved.
 *
 * @param version which
 * @param cases how many it has
 * @param savedAt when
 */
public record SavedVersion(Version version, long cases, Instant savedAt) {

  private static final String SQL =
      """
      SELECT Dataset, toInt64(Version) AS Number, toInt64(count()) AS Cases, toUnixTimestamp64Milli(min(SavedAt)) AS Millis
      FROM eval_cases
      GROUP BY Dataset, Version
      ORDER BY Dataset, Version
      """;

  static List<SavedVersion> all(ClickHouse at) {
    return Rows.of(at, SQL, SavedVersion::saved);
  }

  private static SavedVersion saved(ResultSet row) throws SQLException {
    return new SavedVersion(
        new Version(row.getString("Dataset"), row.getLong("Number")),
        row.getLong("Cases"),
        Instant.ofEpochMilli(row.getLong("Millis")));
  }
}
