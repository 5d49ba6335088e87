/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Evaluated;
import dev.aiops.grafana.seed.Told;
import dev.aiops.grafana.seed.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every query runs over a day of agents, whatever people choose or type, as the user that may only
 * read.
 */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeededLogTest {

  /** Two values of each filter that are in the log. */
  private static final Map<String, List<String>> FILTERS =
      Map.of(
          "environment", List.of("prod", Day.HOSTILE.environment()),
          "team", List.of("support", Day.HOSTILE.team()),
          "service", List.of("shop", Day.HOSTILE.service()),
          "agent", List.of("desk", Day.HOSTILE.agent()),
          "model", List.of("gpt-5.1", "homegrown"),
          "status", List.of("ok", "error"),
          "evaluator", List.of(Evaluated.TONE, Evaluated.SOLVED));

  private static final List<String> TEXTS =
      List.of("run", "search", "min_cost", "min_seconds", "change");

  /** Types of variables whose value no query has. */
  private static final List<String> FIXED = List.of("datasource", "constant");

  private static final String[] HOSTILE = {
    "'",
    "\\",
    "\\'",
    "'); DROP TABLE otel_traces; --",
    "${service}",
    "${agent:raw}",
    "$__all",
    "$__timeFilter(x)",
    "$__dateFilter(x)",
    "a,b",
    "a&b=c",
    "%27",
    "+ ",
    "\" OR 1=1",
    "`",
    "ünï\n",
    "=",
    "(((",
    ")"
  };

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1)).with("run", "run-4");
  private final Written written = Written.until(now);
  private final TestDatabase database;
  private final Broken broken;

  SeededLogTest(TestDatabase database) {
    this.database = database;
    this.broken = new Broken(database.read());
  }

  @BeforeAll
  void seed() {
    written.to(database);
    Told.until(now).to(database);
    Evaluated.until(now).write(database);
  }

  @Test
  void queries_asOpened_answerInTheirColumns() {
    assertThat(broken.by(look)).isEmpty();
  }

  @Test
  void queries_withOneChosen_answerInTheirColumns() {
    assertThat(broken.by(chosen(1))).isEmpty();
  }

  @Test
  void queries_withSeveralChosen_answerInTheirColumns() {
    assertThat(broken.by(chosen(2))).isEmpty();
  }

  private Look chosen(int values) {
    Look chosen = look;
    for (Map.Entry<String, List<String>> filter : FILTERS.entrySet()) {
      List<String> some = filter.getValue().subList(0, values);
      chosen = chosen.with(filter.getKey(), some.toArray(String[]::new));
    }
    return chosen;
  }

  /** Most of it is what runs as opened, and is not run again. */
  @Test
  void queries_withNothingChosen_answerInTheirColumns() {
    assertThat(broken.by(with(with(look, FILTERS.keySet(), ""), TEXTS, ""))).isEmpty();
  }

  @Test
  void queries_withWhatBreaksQuoting_answerInTheirColumns() {
    Look hostile = with(with(look, FILTERS.keySet(), HOSTILE), TEXTS, String.join("", HOSTILE));
    assertThat(broken.by(hostile)).isEmpty();
    assertThat(database.ask("SELECT count() > 0 FROM otel_traces")).isEqualTo("1");
  }

  @Test
  void variables_areAllTried() {
    assertThat(Dashboard.all().stream().flatMap(board -> board.variables().stream()))
        .filteredOn(variable -> !FIXED.contains(variable.path("type").asText()))
        .map(variable -> variable.path("name").asText())
        .isNotEmpty()
        .allMatch(name -> FILTERS.containsKey(name) || TEXTS.contains(name));
  }

  private static Look with(Look look, Collection<String> variables, String... values) {
    Look with = look;
    for (String variable : variables) {
      with = with.with(variable, values);
    }
    return with;
  }

  @Test
  void values_thatNeedQuoting_findTheirRows() {
    Look chosen =
        look.with("agent", Day.HOSTILE.agent())
            .with("team", Day.HOSTILE.team())
            .with("environment", Day.HOSTILE.environment())
            .with("service", Day.HOSTILE.service());
    Seen seen = new Seen(chosen, written, Day.HOSTILE::equals);
    assertThat(new Shown(database.read(), chosen).ask("aiops-runs", "Runs, newest first"))
        .satisfies(answer -> assertThat(answer.column("Agent")).containsOnly(Day.HOSTILE.agent()))
        .satisfies(answer -> assertThat(answer.rows()).hasSameSizeAs(seen.runs()));
  }

  @Test
  void values_thatBreakQuoting_findNothing() {
    assertThat(ungoverned(look)).isEqualTo("1");
    for (String value : HOSTILE) {
      assertThat(ungoverned(look.with("agent", value, "nobody"))).as(value).isEqualTo("0");
    }
  }

  private String ungoverned(Look at) {
    return new Shown(database.read(), at).number("aiops-control-room", "Ungoverned calls");
  }

  @Test
  void variables_offerWhatIsThere() {
    assertThat(offered("agent", "AgentName")).containsExactly(Day.HOSTILE.agent(), "clerk", "desk");
    assertThat(offered("model", "RequestModel"))
        .containsExactly("claude-sonnet-4-5", "gpt-5-mini", "gpt-5.1", "homegrown");
  }

  private List<String> offered(String variable, String column) {
    return new Shown(database.read(), look).ask("aiops-runs", "$" + variable).column(column);
  }

  @Test
  void user_thatGrafanaHas_mayOnlyRead() {
    for (String statement :
        List.of(
            "DROP TABLE otel_traces",
            "INSERT INTO otel_logs (Body) VALUES ('x')",
            "TRUNCATE TABLE control_log")) {
      assertThatThrownBy(() -> database.read().execute(statement))
          .hasMessageContaining("ACCESS_DENIED");
    }
  }
}
