/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.query.PanelQuery;
import dev.aiops.grafana.seed.ControlRows;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Evaluated;
import dev.aiops.grafana.seed.Rows;
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
  private final TestDatabase database;
  private final Broken broken;

  SeededLogTest(TestDatabase database) {
    this.database = database;
    this.broken = new Broken(database.read());
  }

  @BeforeAll
  void seed() {
    Day.until(now).write(database);
    Rows.spans(database, Day.refusedAndUngoverned(now.minusSeconds(300)));
    Rows.log(
        database, Day.HOSTILE, now.minusSeconds(60), "aiops.telemetry.dropped", Day.dropped(7));
    Evaluated.until(now).write(database);
    ControlRows control = new ControlRows(database);
    control.policy(now.minusSeconds(9_000), "support", 10_000_000_000L, "UTC");
    control.asked(now.minusSeconds(7_000), Day.HOSTILE, "apr_1", "run-4", "refund");
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
    Look empty = look;
    for (String name : FILTERS) {
      empty = empty.with(name, "");
    }
    for (String name : TEXTS) {
      empty = empty.with(name, "");
    }
    assertThat(broken.by(empty)).isEmpty();
  }

  @Test
  void queries_withWhatBreaksQuoting_answerInTheirColumns() {
    Look hostile = look;
    for (String name : FILTERS) {
      hostile = hostile.with(name, HOSTILE);
    }
    for (String name : TEXTS) {
      hostile = hostile.with(name, String.join("", HOSTILE));
    }
    assertThat(broken.by(hostile)).isEmpty();
    assertThat(database.ask("SELECT count() > 0 FROM otel_traces")).isEqualTo("1");
  }

  @Test
  void values_thatNeedQuoting_findTheirRowsAndNoOthers() {
    PanelQuery table = Shown.query("aiops-runs", "Runs, newest first");
    Look chosen =
        look.with("agent", Day.HOSTILE.agent())
            .with("team", Day.HOSTILE.team())
            .with("environment", Day.HOSTILE.environment())
            .with("service", Day.HOSTILE.service());
    assertThat(Answer.of(database.read(), chosen.sql(table)).column("Agent"))
        .hasSize(30)
        .containsOnly(Day.HOSTILE.agent());
    PanelQuery one = Shown.query("aiops-control-room", "Ungoverned calls");
    assertThat(Answer.of(database.read(), look.sql(one)).text(0, "ungoverned")).isEqualTo("1");
    for (String value : HOSTILE) {
      String sql = look.with("agent", value, "nobody").sql(one);
      assertThat(Answer.of(database.read(), sql).text(0, "ungoverned")).as(value).isEqualTo("0");
    }
  }

  @Test
  void variables_offerWhatIsThere() {
    assertThat(
            Answer.of(database.read(), look.sql(Shown.query("aiops-runs", "$agent")))
                .column("AgentName"))
        .containsExactly(Day.HOSTILE.agent(), "clerk", "desk");
    assertThat(
            Answer.of(database.read(), look.sql(Shown.query("aiops-runs", "$model")))
                .column("RequestModel"))
        .containsExactly("claude-sonnet-4-5", "gpt-5-mini", "gpt-5.1", "homegrown");
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
