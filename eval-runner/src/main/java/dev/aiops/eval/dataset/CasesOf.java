/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The cases of a version, by id. */
record CasesOf(Version version) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SQL =
      """
      SELECT CaseId, Input, Expected, FromRunId FROM eval_cases WHERE Dataset = ? AND Version = ? ORDER BY CaseId
      """;

  List<Case> at(ClickHouse at) {
    return Rows.of(at, SQL, CasesOf::one, version.dataset(), version.number());
  }

  private static Case one(ResultSet row) throws SQLException {
    try {
      return new Case(
          row.getString("CaseId"),
          row.getString("Input"),
          JSON.readValue(row.getString("Expected"), ObjectNode.class),
          row.getString("FromRunId"));
    } catch (JsonProcessingException e) {
      throw new SQLException("expectations are not the JSON that was saved", e);
    }
  }
}
