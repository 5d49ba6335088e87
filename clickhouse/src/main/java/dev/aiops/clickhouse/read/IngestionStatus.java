/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much the log holds and how fresh it is. */
public record IngestionStatus() {

  private static final String SQL =
      """
      SELECT Name, Rows, Bytes, Parts, SecondsAgo
      FROM (%s) AS log
      LEFT JOIN (
        SELECT table AS Name, toInt64(sum(bytes_on_disk)) AS Bytes, toInt64(count()) AS Parts
        FROM system.parts WHERE database = currentDatabase() AND active GROUP BY Name
      ) AS parts USING Name
      ORDER BY Name
      """;

  private static final String TABLE =
      """
      SELECT
        '%1$s' AS Name, toInt64(count()) AS Rows,
        if(Rows = 0, NULL, dateDiff('second', max(IngestedAt), now64(3))) AS SecondsAgo
      FROM %1$s
      """;

  /** One entry per table of the log, by name. */
  public List<TableStatus> at(ClickHouse clickHouse) {
    String tables =
        Users.INGEST_TABLES.stream()
            .map(TABLE::formatted)
            .collect(Collectors.joining("UNION ALL\n"));
    return Rows.of(clickHouse, SQL.formatted(tables), IngestionStatus::table);
  }

  private static TableStatus table(ResultSet row) throws SQLException {
    return new TableStatus(
        row.getString("Name"),
        row.getLong("Rows"),
        row.getLong("Bytes"),
        row.getLong("Parts"),
        Rows.optionalLong(row, "SecondsAgo"));
  }

  /**
   * One table.
   *
   * @param name its name
   * @param rows rows in it
   * @param bytes bytes on disk
   * @param parts active parts; hundreds mean that inserts are too small
   * @param secondsAgo seconds since the newest row came in; null where it has none
   */
  public record TableStatus(
      String name, long rows, long bytes, long parts, @Nullable Long secondsAgo) {}
}
