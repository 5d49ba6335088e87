/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Adds rows to a table exactly once, as one part. Its token is the rows' {@code BatchId}: where the
 * reply is lost the same is sent again until it is accepted, and then the rows are counted. None
 * means that the server kept the token and lost the rows; then they go under another one. A
 * repetition by a later process is no second insert either, if it has the same token.
 *
 * @param at where; the user may insert into the table and read it
 * @param patience how long a server that is away is waited for
 */
public record TokenInsert(ClickHouse at, Patience patience) {

  /** With the usual patience. */
  public static TokenInsert into(ClickHouse at) {
    return new TokenInsert(at, new Patience(at, Patience.USUAL));
  }

  /** A kill burns at most one token; more than a few in a row are no accident. */
  private static final int MOST_BURNT = 8;

  private static final int SENT_TWICE = 2;

  private static final Map<String, String> ONE_PART =
      Map.of(
          "async_insert", "0",
          "insert_deduplicate", "1",
          "date_time_input_format", "best_effort",
          "max_insert_block_size", "1048576",
          "min_insert_block_size_rows", "1048576",
          "min_insert_block_size_bytes", "268435456",
          "max_partitions_per_insert_block", "1");

  /**
   * Adds the rows; does nothing without any. Returns once they are there.
   *
   * @param token of these rows and no others; they get it as {@code BatchId}
   * @throws ClickHouseException where the server refuses them, or is away for too long
   */
  public void add(String table, String token, List<ObjectNode> rows) {
    if (!rows.isEmpty()) {
      repeat(table, token, name -> send(name, insert(table, name, rows)));
    }
  }

  /**
   * Adds what a query gives, which must be something, and of one partition.
   *
   * @param token of these rows and no others
   * @param sql {@code INSERT INTO … SELECT …}, for the {@code BatchId} that its rows must have
   */
  public void copy(String table, String token, UnaryOperator<String> sql) {
    repeat(table, token, name -> send(name, sql.apply(name)));
  }

  private void repeat(String table, String token, Consumer<String> send) {
    for (int burnt = 0; burnt < MOST_BURNT; burnt++) {
      String name = burnt == 0 ? token : token + ":" + burnt;
      if (isAdded(table, name, send)) {
        return;
      }
    }
    throw new IllegalStateException(
        at + " takes inserts into " + table + " and shows none of them: is it one server?");
  }

  /** Whether rows under a token are there, from this insert or an earlier one. */
  public boolean has(String table, String token) {
    String sql = "SELECT count(BatchId) FROM " + table + " WHERE BatchId = '" + token + "'";
    return !patience.until(() -> at.ask(sql)).equals("0");
  }

  private boolean isAdded(String table, String token, Consumer<String> send) {
    for (int sent = 0; sent < SENT_TWICE; sent++) {
      send.accept(token);
      if (has(table, token)) {
        return true;
      }
    }
    return false;
  }

  private static String insert(String table, String token, List<ObjectNode> rows) {
    String body =
        rows.stream()
            .map(row -> row.put("BatchId", token).toString())
            .collect(Collectors.joining("\n"));
    return "INSERT INTO " + table + " FORMAT JSONEachRow\n" + body;
  }

  private void send(String token, String sql) {
    Map<String, String> settings = new HashMap<>(ONE_PART);
    settings.put("insert_deduplication_token", token);
    patience.until(
        () -> {
          at.execute(sql, settings);
          return "";
        });
  }
}
