/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.approval.web.Audit;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import java.util.List;

/** The rows of the control log by which people decided, and what led to and followed from them. */
final class AuditRows implements Audit {

  private static final String SQL =
      """
      SELECT seq, formatDateTime(at, '%%Y-%%m-%%dT%%H:%%i:%%SZ', 'UTC') AS time, kind, entity, state_after, actor, body, hash
      FROM control_log
      WHERE seq > %d AND (startsWith(kind, 'approval_') OR startsWith(kind, 'raise_'))
      ORDER BY seq LIMIT %d
      SETTINGS max_execution_time = 10
      FORMAT JSONEachRow
      """;

  private static final JsonMapper JSON = new JsonMapper();

  private final ClickHouse at;

  AuditRows(ClickHouse at) {
    this.at = at;
  }

  @Override
  public List<Row> after(long seq, int limit) {
    try {
      return at.ask(SQL.formatted(seq, limit)).lines().map(AuditRows::row).toList();
    } catch (ClickHouseException e) {
      throw new AuditUnreadableException("The control log cannot be read: " + e.getMessage(), e);
    }
  }

  private static Row row(String line) {
    try {
      JsonNode row = JSON.readTree(line);
      return new Row(
          row.path("seq").asLong(),
          row.path("time").asText(),
          row.path("kind").asText(),
          row.path("entity").asText(),
          row.path("state_after").asText(),
          row.path("actor").asText(),
          row.path("body").asText(),
          row.path("hash").asText());
    } catch (JsonProcessingException e) {
      throw new AuditUnreadableException("ClickHouse answered with no JSON", e);
    }
  }
}
