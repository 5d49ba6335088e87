/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.grafana.query.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Grafana needs of a dashboard file, and what people need of a dashboard. */
class DashboardsTest {

  private static final Pattern LINK = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ATTRIBUTE = Pattern.compile("Attributes\\['([^']+)'\\]");
  private static final Pattern NAMED = Pattern.compile("\\{name: ([a-z0-9_.]+),");

  @Test
  void uids_andTitles_areUnique() {
    assertThat(Dashboard.all().stream().map(Dashboard::uid)).doesNotHaveDuplicates();
    assertThat(Dashboard.all().stream().map(d -> d.json().path("title").asText()))
        .doesNotHaveDuplicates();
  }

  @Test
  void files_areNamedForTheirUid() {
    for (Dashboard board : Dashboard.all()) {
      assertThat("aiops-" + board.file()).isEqualTo(board.uid() + ".json");
    }
  }

  @Test
  void dashboards_areOfASchemaThatGrafana12And13Load() {
    for (Dashboard board : Dashboard.all()) {
      assertThat(board.json().path("schemaVersion").asInt()).as(board.uid()).isBetween(39, 42);
      assertThat(board.json().path("tags")).as(board.uid()).map(JsonNode::asText).contains("aiops");
      assertThat(board.json().path("description").asText()).as(board.uid()).isNotBlank();
      assertThat(board.json().path("editable").asBoolean(true)).as(board.uid()).isFalse();
    }
  }

  @Test
  void panels_haveUniqueIdsAndTitles() {
    for (Dashboard board : Dashboard.all()) {
      assertThat(board.panels().stream().map(p -> p.path("id").asInt()))
          .as(board.uid())
          .doesNotHaveDuplicates();
      assertThat(board.panels().stream().map(p -> p.path("title").asText()))
          .as(board.uid())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void panels_doNotOverlap_andStayWithin24Columns() {
    for (Dashboard board : Dashboard.all()) {
      Map<String, String> taken = new HashMap<>();
      board
          .panels()
          .forEach(
              panel ->
                  cells(panel)
                      .forEach(
                          cell ->
                              assertThat(taken.put(cell, title(panel)))
                                  .as(board.uid() + ": " + title(panel))
                                  .isNull()));
      assertThat(board.panels())
          .allMatch(p -> p.at("/gridPos/x").asInt() + p.at("/gridPos/w").asInt() <= 24);
    }
  }

  private static List<String> cells(JsonNode panel) {
    JsonNode at = panel.path("gridPos");
    List<String> cells = new ArrayList<>();
    for (int x = 0; x < at.path("w").asInt(); x++) {
      for (int y = 0; y < at.path("h").asInt(); y++) {
        cells.add((at.path("x").asInt() + x) + ":" + (at.path("y").asInt() + y));
      }
    }
    return cells;
  }

  @Test
  void panels_sayWhatTheyShow_inWhichUnit_andWhatNoDataMeans() {
    for (JsonNode panel : queried()) {
      assertThat(panel.path("description").asText()).as(title(panel)).hasSizeGreaterThan(20);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title(panel)).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/noValue").asText()).as(title(panel)).isNotBlank();
    }
  }

  @Test
  void datasource_isTheVariableEverywhere() {
    for (Dashboard board : Dashboard.all()) {
      List<JsonNode> found = board.json().findValues("datasource");
      assertThat(found.stream().map(d -> d.path("uid").asText()).distinct())
          .as(board.uid())
          .isSubsetOf("${datasource}", "-- Grafana --");
      assertThat(board.defaults()).containsKey("datasource");
    }
  }

  @Test
  void links_leadToDashboardsAndVariablesThatExist() {
    Map<String, Set<String>> variables =
        Dashboard.all().stream()
            .collect(Collectors.toMap(Dashboard::uid, d -> d.defaults().keySet()));
    Set<String> used = new HashSet<>();
    for (Dashboard board : Dashboard.all()) {
      for (String url : links(board)) {
        used.add(url.replaceFirst("\\?.*", ""));
        follow(board, url, variables);
      }
    }
    assertThat(used)
        .contains(
            "/d/aiops-run",
            "/d/aiops-runs",
            "/d/aiops-costs",
            "${approvals}/runs/${__data.fields.RunId:percentencode}",
            "${approvals}/approvals/${__data.fields.Approval:percentencode}");
  }

  private static void follow(Dashboard from, String url, Map<String, Set<String>> variables) {
    if (!url.startsWith("/d/")) {
      assertThat(url).matches("\\$\\{approvals}/(approvals|runs)/.+");
      assertThat(from.defaults()).containsKey("approvals");
      return;
    }
    String uid = url.substring(3).replaceFirst("\\?.*", "");
    assertThat(variables).as(from.uid() + " links to " + url).containsKey(uid);
    for (String part : url.replaceFirst("[^?]*\\?", "").split("&", -1)) {
      String name =
          part.replaceFirst("^var-([a-z_]+)=.*", "$1")
              .replaceFirst("^\\$\\{([a-z]+):queryparam}$", "$1");
      boolean isOfTime =
          name.equals("${__url_time_range}") || name.startsWith("from=") || name.startsWith("to=");
      assertThat(
              isOfTime
                  || variables.getOrDefault(uid, Set.of()).contains(name)
                  || from.defaults().containsKey(name))
          .as(from.uid() + ": " + url + " hands over " + name)
          .isTrue();
    }
    assertThat(url).as("carries the time along").containsAnyOf("__url_time_range", "from=");
    boolean isOfOneRun = url.contains("var-run=");
    assertThat(!isOfOneRun || url.contains("from=${__data.fields."))
        .as(from.uid() + ": " + url + " looks for the run when it was")
        .isTrue();
  }

  @Test
  void links_carryEveryFilterThatBothDashboardsHave() {
    for (Dashboard board : Dashboard.all()) {
      links(board).stream()
          .filter(url -> url.startsWith("/d/"))
          .forEach(url -> carriesFilters(board, url));
    }
  }

  private static void carriesFilters(Dashboard from, String url) {
    Dashboard to = Dashboard.of(url.substring(3).replaceFirst("\\?.*", ""));
    for (String filter : List.of("environment", "team", "service", "agent", "model")) {
      boolean isOfBoth = from.defaults().containsKey(filter) && to.defaults().containsKey(filter);
      assertThat(
              !isOfBoth || url.contains("var-" + filter + "=") || url.contains("{" + filter + ":"))
          .as(from.uid() + ": " + url + " carries " + filter)
          .isTrue();
    }
  }

  @Test
  void numbersOfTheControlRoom_leadOn() {
    for (JsonNode panel : Dashboard.of("aiops-control-room").panels()) {
      boolean leads = LINK.matcher(panel.path("fieldConfig").toString()).find();
      assertThat(leads || panel.path("type").asText().equals("row")).as(title(panel)).isTrue();
    }
  }

  @Test
  void links_nameColumnsThatTheirQueryHas() {
    Pattern field = Pattern.compile("__data\\.fields\\.(\\w+)");
    for (JsonNode panel : queried()) {
      Matcher names = field.matcher(panel.path("fieldConfig").toString());
      String sql = panel.at("/targets/0/rawSql").asText();
      while (names.find()) {
        assertThat(sql).as(title(panel)).containsPattern("\\b" + names.group(1) + "\\b");
      }
    }
  }

  @Test
  void attributes_areInTheVocabulary() throws IOException {
    Set<String> known =
        NAMED
            .matcher(Files.readString(Path.of("../agent-extension/attributes.yaml")))
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    String all =
        Dashboard.all().stream().map(d -> d.json().toString()).collect(Collectors.joining())
            + Files.readString(Path.of("provisioning/alerting/aiops.yaml"));
    Set<String> used =
        ATTRIBUTE.matcher(all).results().map(m -> m.group(1)).collect(Collectors.toSet());
    assertThat(used).isNotEmpty();
    assertThat(known).containsAll(used);
  }

  private static List<String> links(Dashboard board) {
    return LINK.matcher(board.json().path("panels").toString())
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private static List<JsonNode> queried() {
    return Dashboard.all().stream()
        .flatMap(d -> d.panels().stream())
        .filter(p -> !List.of("row", "text").contains(p.path("type").asText()))
        .toList();
  }

  private static String title(JsonNode panel) {
    return panel.path("title").asText();
  }
}
