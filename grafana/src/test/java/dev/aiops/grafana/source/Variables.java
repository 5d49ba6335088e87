/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The variables of a dashboard. */
final class Variables {

  /** Those that dashboards hand to each other. */
  static final List<String> FILTERS = List.of("environment", "team", "service", "agent", "model");

  /** Served by the projection cost_by_day, which has all of these columns by day. */
  private static final String OPTIONS =
      """
      SELECT %1$s FROM otel_traces
      WHERE toDate(Timestamp, 'UTC') >= toDate($__fromTime, 'UTC') AND toDate(Timestamp, 'UTC') <= toDate($__toTime, 'UTC')
        AND %1$s != ''
      GROUP BY %1$s ORDER BY %1$s LIMIT 1000""";

  /** Of runs that began in the time range, by the table's key. */
  private static final String EVALUATORS =
      """
      SELECT Evaluator FROM eval_scores
      WHERE $__timeFilter(RunStartedAt)
      GROUP BY Evaluator ORDER BY Evaluator LIMIT 1000""";

  private static final Map<String, String> COLUMNS =
      Map.of(
          "environment", "Environment",
          "team", "Team",
          "service", "ServiceName",
          "agent", "AgentName",
          "model", "RequestModel");

  private static final List<String> STATUSES =
      List.of("ok", "error", "cancelled", "running", "waiting_approval", "lost");

  private Variables() {}

  static ArrayNode of(Section dashboard) {
    ArrayNode all = Js.array().add(datasource());
    dashboard.list("variables").forEach(name -> all.add(query(name)));
    if (dashboard.find("statuses").isPresent()) {
      all.add(statuses());
    }
    dashboard.all("text").forEach(line -> all.add(text(line)));
    dashboard.all("constant").forEach(line -> all.add(constant(line)));
    return all;
  }

  private static ObjectNode datasource() {
    ObjectNode variable = named("datasource", "datasource", "Data source");
    variable.put("query", "grafana-clickhouse-datasource").put("refresh", 1).put("regex", "");
    return variable;
  }

  private static ObjectNode query(String name) {
    ObjectNode variable = named("query", name, capital(name));
    String sql = name.equals("evaluator") ? EVALUATORS : OPTIONS.formatted(COLUMNS.get(name));
    variable.set("datasource", Js.datasource());
    variable.set("query", Js.object().put("editorType", "sql").put("rawSql", sql));
    variable.put("refresh", 2).put("regex", "").put("sort", 1);
    return manyOrAll(variable);
  }

  private static ObjectNode statuses() {
    ObjectNode variable = named("custom", "status", "Status");
    variable.put("query", String.join(",", STATUSES));
    return manyOrAll(variable);
  }

  private static ObjectNode manyOrAll(ObjectNode variable) {
    variable.put("multi", true).put("includeAll", true);
    variable.set("current", Js.of("{'text':['All'],'value':['$__all']}"));
    return variable;
  }

  /** As {@code run = Run}, or with a default as {@code days = Days = 7}. */
  private static ObjectNode text(String line) {
    String[] parts = line.split("\\s*=\\s*", 3);
    String value = parts.length > 2 ? parts[2] : "";
    ObjectNode variable = named("textbox", parts[0], parts[1]).put("query", value);
    variable.set("current", Js.object().put("text", value).put("value", value));
    return variable;
  }

  /** A constant cannot be set by an address, so that no link to us can lead elsewhere. */
  private static ObjectNode constant(String line) {
    String[] parts = line.split("\\s*=\\s*", 2);
    ObjectNode variable = named("constant", parts[0], parts[0]).put("query", parts[1]);
    variable.put("hide", 2).put("skipUrlSync", true);
    variable.set("current", Js.object().put("text", parts[1]).put("value", parts[1]));
    return variable;
  }

  private static ObjectNode named(String type, String name, String label) {
    return Js.object().put("type", type).put("name", name).put("label", label).put("hide", 0);
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
