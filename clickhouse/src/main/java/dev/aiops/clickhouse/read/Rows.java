/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a query and maps its rows. */
final class Rows {

  private Rows() {}

  static <T> List<T> of(ClickHouse at, String sql, Row<T> row, Object... parameters) {
    try (Connection connection = at.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return read(statement, row);
    } catch (SQLException e) {
      throw new ReadException("the query failed at " + at + ": " + e.getMessage(), e);
    }
  }

  private static <T> List<T> read(PreparedStatement statement, Row<T> row) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(row.of(result));
      }
    }
    return rows;
  }

  /** Epoch nanoseconds to an instant; SQL gives them as {@code toUnixTimestamp64Nano}. */
  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  /** A count or an amount of tokens that may be unknown. */
  static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** An instant as a SQL expression, whatever the server's time zone is. */
  static String sqlInstant(Instant at) {
    return "fromUnixTimestamp64Nano(toInt64("
        + Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano())
        + "))";
  }

  /** Maps one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
