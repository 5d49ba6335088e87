/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.approval.web.Audit;
import dev.aiops.approval.web.Days;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the control log by which people decided, and what led to and followed from them. */
final class AuditRows implements Audit {

  private static final String SQL =
      """
      SELECT seq, formatDateTime(at, '%%Y-%%m-%%dT%%H:%%i:%%SZ', 'UTC') AS time, kind, entity, state_after, actor, body, hash
      FROM control_log
      WHERE seq > %d AND at >= fromUnixTimestamp64Milli(toInt64(%d), 'UTC') AND at < fromUnixTimestamp64Milli(toInt64(%d), 'UTC')
        AND (startsWith(kind, 'approval_') OR startsWith(kind, 'raise_'))
      ORDER BY seq LIMIT %d
      SETTINGS max_execution_time = 10
      FORMAT JSONEachRow
      """;

  /** What the column can hold: the end of the year 2299. */
  private static final long LAST = Instant.parse("2299-12-31T23:59:59.999Z").toEpochMilli();

  private static final JsonMapper JSON = new JsonMapper();

  private final ClickHouse at;

  AuditRows(ClickHouse at) {
    this.at = at;
  }

  @Override
  public List<Row> after(long seq, Days days, int limit) {
    long begin = millis(days.begin(), 0);
    long end = millis(days.end(), LAST);
    try {
      return at.ask(SQL.formatted(seq, begin, end, limit)).lines().map(AuditRows::row).toList();
    } catch (ClickHouseException e) {
      throw new AuditUnreadableException("The control log cannot be read: " + e.getMessage(), e);
    }
  }

  private static long millis(@Nullable Instant time, long otherwise) {
    return time == null ? otherwise : Math.max(0, Math.min(LAST, time.toEpochMilli()));
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
