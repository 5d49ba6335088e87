/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What ClickHouse answered.
 *
 * @param names the columns' names
 * @param types their types
 * @param rows the rows; NULL as JSON null
 */
public record Answer(List<String> names, List<String> types, List<List<JsonNode>> rows) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Asks as the user that Grafana has. */
  public static Answer of(ClickHouse reader, String sql) {
    try {
      return parse(MAPPER.readTree(reader.ask(sql + "\nFORMAT JSONCompact")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer parse(JsonNode json) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    json.path("meta").forEach(column -> names.add(column.path("name").asText()));
    json.path("meta").forEach(column -> types.add(column.path("type").asText()));
    List<List<JsonNode>> rows = new ArrayList<>();
    json.path("data").forEach(row -> rows.add(cells(row)));
    return new Answer(names, types, rows);
  }

  private static List<JsonNode> cells(JsonNode row) {
    List<JsonNode> cells = new ArrayList<>();
    row.forEach(cells::add);
    return cells;
  }

  /** A cell of a row as text; the word null where it is NULL. */
  public String text(int row, String column) {
    int at = names.indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException("no column " + column + " among " + names);
    }
    return rows.get(row).get(at).asText();
  }

  /** All cells of a column. */
  public List<String> column(String column) {
    return IntStream.range(0, rows.size()).mapToObj(row -> text(row, column)).toList();
  }
}
