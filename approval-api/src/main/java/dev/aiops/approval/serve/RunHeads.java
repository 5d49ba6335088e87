/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.label.RunHead;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a run began and ended. Its texts are in the events of the run, which are kept for a shorter
 * time than its spans.
 *
 * @param run letters, digits and dashes only
 */
record RunHeads(String run) {

  private static final String SQL =
      """
      WITH
        (SELECT argMinIf(Input, EventTime, Input != '') FROM run_events WHERE RunId = '%1$s') AS asked,
        (SELECT argMaxIf(Output, EventTime, Output != '') FROM run_events WHERE RunId = '%1$s') AS answered
      SELECT Status, toUnixTimestamp64Milli(StartedAt) AS Started, toUnixTimestamp64Milli(EndedAt) AS Ended, ServiceName, Environment, Team, AgentName,
        AgentVersion, Models, trimBoth(concat(ErrorType, ' ', ErrorMessage)) AS Error, asked AS Input, answered AS Output
      FROM runs_by_id(since = toDateTime64(0, 9, 'UTC'))
      WHERE RunId = '%1$s'
      SETTINGS max_execution_time = 2
      FORMAT JSONEachRow
      """;

  Optional<RunHead> at(ClickHouse at) {
    List<JsonNode> rows = JsonRows.of(at, SQL.formatted(run));
    return rows.stream().map(RunHeads::head).findFirst();
  }

  private static RunHead head(JsonNode row) {
    JsonNode ended = row.path("Ended");
    return new RunHead(
        row.path("Status").asText(),
        Instant.ofEpochMilli(row.path("Started").asLong()),
        ended.isNull() ? null : Instant.ofEpochMilli(ended.asLong()),
        row.path("ServiceName").asText(),
        row.path("Environment").asText(),
        row.path("Team").asText(),
        row.path("AgentName").asText(),
        row.path("AgentVersion").asText(),
        StreamSupport.stream(row.path("Models").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        row.path("Error").asText(),
        known(row.path("Input")),
        known(row.path("Output")));
  }

  private static @Nullable String known(JsonNode text) {
    return text.asText().isEmpty() || text.isNull() ? null : text.asText();
  }
}
