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
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Evaluated;
import dev.aiops.grafana.seed.Told;
import dev.aiops.grafana.seed.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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

  private static final List<String> FILTERS =
      List.of("environment", "team", "service", "agent", "model", "status", "evaluator");
  private static final List<String> TEXTS =
      List.of("run", "search", "min_cost", "min_seconds", "change");
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
  @Tag("long")
  void queries_withOneOrSeveralChosen_answerInTheirColumns() {
    Look chosen =
        look.with("environment", "prod")
            .with("team", "support")
            .with("service", "shop", Day.HOSTILE.service())
            .with("agent", "desk", Day.HOSTILE.agent())
            .with("model", "gpt-5.1")
            .with("status", "ok", "error");
    assertThat(broken.by(chosen)).isEmpty();
  }

  @Test
  @Tag("long")
  void queries_withTheOthersChosen_answerInTheirColumns() {
    Look chosen =
        look.with("environment", "prod", "b")
            .with("team", "support", "finance")
            .with("service", "shop")
            .with("agent", "desk")
            .with("model", "gpt-5.1", "homegrown")
            .with("status", "ok");
    assertThat(broken.by(chosen)).isEmpty();
  }

  @Test
  @Tag("long")
  void queries_withNothingChosen_answerInTheirColumns() {
    assertThat(broken.by(with(with(look, FILTERS, ""), TEXTS, ""))).isEmpty();
  }

  @Test
  void queries_withWhatBreaksQuoting_answerInTheirColumns() {
    Look hostile = with(with(look, FILTERS, HOSTILE), TEXTS, String.join("", HOSTILE));
    assertThat(broken.by(hostile)).isEmpty();
    assertThat(database.ask("SELECT count() > 0 FROM otel_traces")).isEqualTo("1");
  }

  private static Look with(Look look, List<String> variables, String... values) {
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
