/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A dashboard as Grafana loads it.
 *
 * @param file its file's name
 * @param json what is in it
 */
public record Dashboard(String file, JsonNode json) {

  static final Path FOLDER = Path.of("dashboards");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** All of them, by file name. */
  public static List<Dashboard> all() {
    return Loaded.ALL;
  }

  private static final class Loaded {
    static final List<Dashboard> ALL = load();
  }

  private static List<Dashboard> load() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one with a uid. */
  public static Dashboard of(String uid) {
    return all().stream().filter(d -> d.uid().equals(uid)).findFirst().orElseThrow();
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(file.getFileName().toString(), MAPPER.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String uid() {
    return json.path("uid").asText();
  }

  /** Its panels, rows among them. */
  public List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    json.path("panels").forEach(panels::add);
    return panels;
  }

  /** Its variables. */
  public List<JsonNode> variables() {
    List<JsonNode> variables = new ArrayList<>();
    json.path("templating").path("list").forEach(variables::add);
    return variables;
  }

  /** The values that the variables have when the dashboard is opened. */
  public Map<String, List<String>> defaults() {
    Map<String, List<String>> values = new HashMap<>();
    variables()
        .forEach(
            v -> values.put(v.path("name").asText(), current(v.path("current").path("value"))));
    return values;
  }

  private static List<String> current(JsonNode value) {
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(v -> values.add(v.asText()));
    } else {
      values.add(value.asText());
    }
    return values;
  }

  /** All its queries: of panels, variables and annotations. */
  public List<PanelQuery> queries() {
    List<PanelQuery> queries = new ArrayList<>();
    panels()
        .forEach(
            p ->
                p.path("targets")
                    .forEach(
                        t ->
                            queries.add(
                                new PanelQuery(
                                    uid(),
                                    p.path("title").asText(),
                                    p.path("type").asText(),
                                    t.path("rawSql").asText()))));
    variables().stream()
        .filter(v -> v.path("type").asText().equals("query"))
        .forEach(
            v ->
                queries.add(
                    new PanelQuery(
                        uid(),
                        "$" + v.path("name").asText(),
                        "variable",
                        v.path("query").path("rawSql").asText())));
    json.path("annotations").path("list").forEach(a -> annotation(a, queries));
    return queries;
  }

  private void annotation(JsonNode annotation, List<PanelQuery> queries) {
    if (annotation.has("target")) {
      queries.add(
          new PanelQuery(
              uid(),
              annotation.path("name").asText(),
              "annotation",
              annotation.path("target").path("rawSql").asText()));
    }
  }
}
