/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a query and hands over its rows one by one as they arrive. */
final class Rows {

  private static final long NANOS = 1_000_000_000L;
  private static final int DECIMALS = 9;

  private Rows() {}

  static <T> void each(ClickHouse at, String sql, Row<T> row, Consumer<T> to) throws SQLException {
    try (Connection connection = at.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        to.accept(row.of(result));
      }
    }
  }

  static LogUnreadableException unreadable(ClickHouse at, SQLException e) {
    return new LogUnreadableException(
        "The recorded calls cannot be read at " + at + ": " + e.getMessage(), e);
  }

  /** An instant as a SQL expression, whatever the server's time zone is. */
  static String sql(Instant at) {
    return "fromUnixTimestamp64Nano(toInt64("
        + Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano())
        + "))";
  }

  /** Epoch nanoseconds; SQL gives them as {@code toUnixTimestamp64Nano}. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochSecond(0, row.getLong(column));
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** An amount in USD with nine decimals, as nano-USD. */
  static @Nullable Long nanos(ResultSet row, String column) throws SQLException {
    BigDecimal usd = row.getBigDecimal(column);
    return usd == null ? null : usd.movePointRight(DECIMALS).longValueExact();
  }

  /** Maps one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
