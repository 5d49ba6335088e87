/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Span;
import dev.aiops.grafana.seed.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every panel of a dashboard shows what Java makes of what was written, for everybody and for those
 * whom filters leave. A panel without a golden value fails, and so does one that shows nothing: it
 * proves nothing. The class is named for the dashboard: {@code ControlRoomTest} is of {@code
 * aiops-control-room}.
 */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BoardTest {

  final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  final Written written = Written.until(now);
  final TestDatabase database;

  BoardTest(TestDatabase database) {
    this.database = database;
  }

  /** The uid of the dashboard that a class is of. */
  static String uid(Class<?> type) {
    String words = type.getSimpleName().replaceFirst("Test$", "").replaceAll("(?=[A-Z])", "-");
    return "aiops" + words.toLowerCase(Locale.ROOT);
  }

  /** What each panel must show, by its title. */
  abstract Map<String, Golden> goldens(Seen seen);

  /** Writes what panels read. */
  @BeforeAll
  void seed() {
    written.to(database);
  }

  /** How the dashboard is looked at when nothing is filtered. */
  Look look() {
    return Look.at(now, Duration.ofDays(1));
  }

  /** The values that filters have, when some are chosen; with them, whom they leave. */
  Seen chosen() {
    List<Span.Who> left = List.of(Day.WHO.get(0), Day.WHO.get(1), Day.HOSTILE);
    Look look =
        look()
            .with("environment", "prod", Day.HOSTILE.environment())
            .with("team", "support", Day.HOSTILE.team())
            .with("service", "shop", Day.HOSTILE.service())
            .with("agent", "desk", Day.HOSTILE.agent());
    return new Seen(look, written, left::contains);
  }

  /** All that was written. */
  final Seen all() {
    return new Seen(look(), written, who -> true);
  }

  @TestFactory
  Stream<DynamicTest> panels_showWhatJavaMakesOfWhatWasWritten() {
    Map<String, Golden> goldens = goldens(all());
    return titles().stream()
        .map(t -> dynamicTest(t, () -> showsSomething(t, hold(t, goldens, all()))));
  }

  @TestFactory
  Stream<DynamicTest> panels_withValuesChosen_showWhatTheseLeave() {
    Map<String, Golden> goldens = goldens(chosen());
    return titles().stream().map(t -> dynamicTest(t, () -> hold(t, goldens, chosen())));
  }

  private Answer hold(String title, Map<String, Golden> goldens, Seen seen) {
    Golden golden =
        Optional.ofNullable(goldens.get(title))
            .orElseThrow(() -> new AssertionError(title + " has no golden value: add it here"));
    Answer answer = new Shown(database.read(), seen.look()).ask(uid(getClass()), title);
    golden.hold(title, answer);
    return answer;
  }

  private static void showsSomething(String title, Answer answer) {
    assertThat(answer.rows().stream().flatMap(List::stream).map(JsonNode::asText))
        .as(title + " shows something: what is 0 or NULL proves nothing")
        .anyMatch(cell -> !List.of("0", "null", "").contains(cell));
  }

  @Test
  void goldens_areOfPanels() {
    assertThat(titles()).containsAll(goldens(chosen()).keySet());
  }

  private List<String> titles() {
    return Dashboard.of(uid(getClass())).panels().stream()
        .filter(panel -> panel.has("targets"))
        .map(panel -> panel.path("title").asText())
        .filter(title -> !GoldenTest.OF_EVALUATORS.contains(title))
        .toList();
  }
}
