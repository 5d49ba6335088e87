/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a query and maps its rows; for the queries of this and of other modules. */
public final class Rows {

  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

  private Rows() {}

  /**
   * All rows of a query, mapped.
   *
   * @param parameters for its question marks, in their order
   * @throws ReadException where the server does not answer or refuses
   */
  public static <T> List<T> of(ClickHouse at, String sql, Row<T> row, Object... parameters) {
    return with(at, connection -> of(connection, sql, row, parameters));
  }

  /** The same by a connection that several queries share, as opening one takes longer than most. */
  public static <T> List<T> of(
      Connection connection, String sql, Row<T> row, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return read(statement, row);
    } catch (SQLException e) {
      throw new ReadException("the query failed: " + e.getMessage(), e);
    }
  }

  /**
   * What is read by one connection, which is closed after.
   *
   * @throws ReadException where the server does not answer or refuses
   */
  public static <T> T with(ClickHouse at, Function<Connection, T> reads) {
    try (Connection connection = at.connect()) {
      return reads.apply(connection);
    } catch (SQLException e) {
      throw new ReadException("no connection to " + at + ": " + e.getMessage(), e);
    } catch (ReadException e) {
      throw new ReadException(e.getMessage() + " (at " + at + ")", e);
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

  /**
   * Hands over the rows of a query one by one, as they arrive; however many there are, one is held.
   *
   * @throws ReadException where the server does not answer or refuses
   */
  public static <T> void each(ClickHouse at, String sql, Row<T> row, Consumer<T> to) {
    try (Connection connection = at.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        to.accept(row.of(result));
      }
    } catch (SQLException e) {
      throw new ReadException("the query failed at " + at + ": " + e.getMessage(), e);
    }
  }

  /** Epoch nanoseconds to an instant; SQL gives them as {@code toUnixTimestamp64Nano}. */
  public static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  /** A count or an amount of tokens that may be unknown. */
  public static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** An instant as a SQL expression, whatever the server's time zone is. */
  public static String sqlInstant(Instant at) {
    return "fromUnixTimestamp64Nano(toInt64("
        + Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano())
        + "))";
  }

  /**
   * Texts as a list for IN. They may be anybody's: whatever is more than letters, digits and a few
   * signs is written as bytes, so that nothing in them is SQL or a parameter's question mark.
   */
  public static String sqlTexts(Collection<String> texts) {
    return texts.stream().map(Rows::sqlText).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String sqlText(String text) {
    StringBuilder sql = new StringBuilder("'");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sql.append(PLAIN.indexOf(b) >= 0 ? Character.toString(b) : String.format("\\x%02X", b));
    }
    return sql.append('\'').toString();
  }

  /** Maps one row. */
  public interface Row<T> {
    /** The row that the result stands at. */
    T of(ResultSet row) throws SQLException;
  }
}
