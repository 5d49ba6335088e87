/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An alert rule as Grafana provisions it.
 *
 * @param yaml what the file says
 */
public record AlertRule(Map<?, ?> yaml) {

  /** All rules, in their order. */
  public static List<AlertRule> all() {
    return in(Path.of("provisioning", "alerting", "aiops.yaml"));
  }

  /** Those of a file, in their order. */
  public static List<AlertRule> in(Path path) {
    Map<?, ?> file = (Map<?, ?>) load(path);
    Map<?, ?> group = (Map<?, ?>) list(file.get("groups")).get(0);
    return list(group.get("rules")).stream().map(rule -> new AlertRule((Map<?, ?>) rule)).toList();
  }

  /** The one of a title. */
  public static AlertRule of(String title) {
    return all().stream().filter(rule -> rule.get("title").equals(title)).findFirst().orElseThrow();
  }

  /** Reads a YAML file. */
  public static Object load(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Load(LoadSettings.builder().build()).loadFromReader(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  /** The value of a key. */
  public String get(String key) {
    return String.valueOf(yaml.get(key));
  }

  /** Its summary. */
  public String annotation(String key) {
    return String.valueOf(((Map<?, ?>) yaml.get("annotations")).get(key));
  }

  private Map<?, ?> model(int query) {
    return (Map<?, ?>) ((Map<?, ?>) list(yaml.get("data")).get(query)).get("model");
  }

  /** What is asked. */
  public String sql() {
    return String.valueOf(model(0).get("rawSql"));
  }

  /** The same as a query of a dashboard named alerts, which has no variables. */
  public PanelQuery query() {
    return new PanelQuery("alerts", get("title"), "alert", sql(), Map.of());
  }

  /** Whether it fires by a value: one above its threshold, or one that is at least as large. */
  private boolean firesBy(double value) {
    Map<?, ?> condition = (Map<?, ?>) list(model(1).get("conditions")).get(0);
    Map<?, ?> evaluator = (Map<?, ?>) condition.get("evaluator");
    double threshold = Double.parseDouble(String.valueOf(list(evaluator.get("params")).get(0)));
    return evaluator.get("type").equals("gte") ? value >= threshold : value > threshold;
  }

  /** What the query answers now. */
  public Answer ask(ClickHouse reader) {
    return Answer.of(reader, Look.at(Instant.now(), Duration.ofDays(1)).sql(sql()));
  }

  /** The rows for which it fires now, as text. */
  public List<String> firing(ClickHouse reader) {
    Answer answer = ask(reader);
    return IntStream.range(0, answer.rows().size())
        .filter(row -> firesBy(Double.parseDouble(answer.text(row, "value"))))
        .mapToObj(row -> answer.rows().get(row).toString())
        .toList();
  }
}
