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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A dashboard as Grafana loads it.
 *
 * @param file its file's name
 * @param json what is in it
 */
public record Dashboard(String file, JsonNode json) {

  static final Path FOLDER = Path.of("dashboards");
  private static final Pattern RANGE = Pattern.compile("now-(\\d+)([hd])");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** All of them, by file name. */
  public static List<Dashboard> all() {
    return Loaded.ALL;
  }

  private static final class Loaded {
    static final List<Dashboard> ALL = in(FOLDER);
  }

  /** Those of a folder, by file name. */
  public static List<Dashboard> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
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

  /**
   * How far back it looks when it is opened.
   *
   * @throws IllegalArgumentException where that is not a number of hours or days before now
   */
  public Duration range() {
    String from = json.path("time").path("from").asText();
    Matcher matcher = RANGE.matcher(from);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          file + ": its range begins at '" + from + "', not at now-24h or the like");
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
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
    for (JsonNode panel : panels()) {
      panel
          .path("targets")
          .forEach(t -> queries.add(query(panel, "title", panel.path("type").asText(), t)));
    }
    for (JsonNode variable : variables()) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(variable(variable));
      }
    }
    for (JsonNode annotation : json.path("annotations").path("list")) {
      if (annotation.has("target")) {
        queries.add(query(annotation, "name", "annotation", annotation.path("target")));
      }
    }
    return queries;
  }

  private PanelQuery variable(JsonNode variable) {
    String sql = variable.path("query").path("rawSql").asText();
    return new PanelQuery(uid(), "$" + variable.path("name").asText(), "variable", sql, defaults());
  }

  private PanelQuery query(JsonNode shown, String title, String type, JsonNode target) {
    String sql = target.path("rawSql").asText();
    return new PanelQuery(uid(), shown.path(title).asText(), type, sql, defaults());
  }
}
