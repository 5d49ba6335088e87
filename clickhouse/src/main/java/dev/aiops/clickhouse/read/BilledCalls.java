/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The calls of a window that a provider may have billed, as the lines that {@code
 * dev.aiops.pricing.Restatement} reads: epoch nanoseconds, provider, host, model, nine amounts of
 * tokens, where the usage is from, cost in USD; {@code \N} is unknown.
 *
 * @param window which
 */
public record BilledCalls(Window window) {

  private static final String SQL =
      """
      SELECT formatRowNoNewline('TSV',
        toUnixTimestamp64Nano(Timestamp), Provider, ServerAddress, if(ResponseModel != '', ResponseModel, RequestModel),
        InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, CacheWrite1hTokens, ReasoningTokens,
        InputAudioTokens, OutputAudioTokens, InputImageTokens, UsageSource, CostUsd) AS Line
      FROM llm_calls
      WHERE CostStatus != 'unbilled' AND %s
      ORDER BY Provider, RequestModel, Timestamp, SpanId
      """;

  /** Writes them, however many they are; none is kept. */
  public void write(ClickHouse at, Writer out) throws IOException {
    try (Connection connection = at.connect();
        PreparedStatement statement =
            connection.prepareStatement(SQL.formatted(window.where("Timestamp")))) {
      statement.setString(1, window.service());
      statement.setString(2, window.service());
      write(statement, out);
    } catch (SQLException e) {
      throw new ReadException("the query failed at " + at + ": " + e.getMessage(), e);
    }
  }

  private static void write(PreparedStatement statement, Writer out)
      throws SQLException, IOException {
    try (ResultSet lines = statement.executeQuery()) {
      while (lines.next()) {
        out.write(lines.getString(1));
        out.write('\n');
      }
    }
  }
}
