/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.clickhouse.ClickHouse;
import java.util.List;

/** Answers of queries that name the format JSONEachRow. */
final class JsonRows {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonRows() {}

  static List<JsonNode> of(ClickHouse at, String sql) {
    return at.ask(sql).lines().map(JsonRows::row).toList();
  }

  private static JsonNode row(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ClickHouse answered with no JSON", e);
    }
  }
}
