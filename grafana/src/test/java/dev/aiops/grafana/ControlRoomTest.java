/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Written;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The numbers of the control room, against the same numbers made in Java from what was written. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlRoomTest {

  private static final String ROOM = "aiops-control-room";
  private static final String FAILURES = "aiops-failures";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1));
  private final Written written = Written.until(now);
  private final Day day = written.day();
  private final TestDatabase database;
  private final Shown shown;

  ControlRoomTest(TestDatabase database) {
    this.database = database;
    this.shown = new Shown(database.read(), look);
  }

  @BeforeAll
  void seed() {
    written.to(database);
  }

  @Test
  void runs_areCounted() {
    long all = day.events().size() / 2 + Written.LOST;
    assertThat(shown.number(ROOM, "Failed runs")).isEqualTo(Long.toString(ended("error")));
    assertThat(shown.number(ROOM, "Lost runs")).isEqualTo(Long.toString(Written.LOST));
    assertThat(shown.number(ROOM, "Open runs")).isEqualTo("0");
    assertThat(shown.total(ROOM, "Runs by how they ended", "runs"))
        .isEqualByComparingTo(BigDecimal.valueOf(all));
    assertThat(shown.number(FAILURES, "Failed runs")).isEqualTo(Long.toString(ended("error")));
    assertThat(shown.number(FAILURES, "Lost runs")).isEqualTo(Long.toString(Written.LOST));
  }

  @Test
  void failureShare_isOfRunsThatAreOver_andComparedWithTheDayBefore() {
    double share =
        (double) (ended("error") + Written.LOST) / (day.events().size() / 2 + Written.LOST);
    assertThat(Double.parseDouble(shown.number(ROOM, "Failure share")))
        .isCloseTo(share, within(1e-9));
    assertThat(Double.parseDouble(shown.number(ROOM, "Failure share against the time before")))
        .isCloseTo(share - 0.5, within(1e-9));
  }

  @Test
  void failedRuns_newestFirst() {
    List<String> made =
        day.events().stream()
            .filter(e -> e.status().equals("error"))
            .map(Event::run)
            .sorted(Comparator.comparing(this::startOf).reversed())
            .toList();
    List<String> read = new ArrayList<>(shown.ask(ROOM, "Newest failed runs").column("RunId"));
    assertThat(read.remove("gone")).isTrue();
    assertThat(read).isEqualTo(made.subList(0, read.size()));
  }

  private Instant startOf(String run) {
    return day.events().stream()
        .filter(e -> e.run().equals(run))
        .map(Event::at)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Test
  void actions_thatWait_haveTheirAge() {
    assertThat(shown.number(ROOM, "Actions that wait")).isEqualTo("1");
    assertThat(Double.parseDouble(shown.number(ROOM, "Longest wait")))
        .isCloseTo(3600, within(120.0));
    Answer oldest = shown.ask(ROOM, "Oldest actions that wait");
    assertThat(oldest.column("Approval")).containsExactly("apr_waits");
    assertThat(oldest.column("Requester")).containsExactly("unknown");
  }

  private long ended(String status) {
    return day.events().stream()
        .filter(e -> e.kind().equals("ended") && e.status().equals(status))
        .count();
  }

  @Test
  void spending_againstTheWeek_isTheHourByTheAverageHour() {
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    BigDecimal hour = day.usd(c -> c.start().isAfter(now.minusSeconds(3600)));
    BigDecimal week =
        day.usd(c -> c.start().atOffset(ZoneOffset.UTC).toLocalDate().isBefore(today));
    String times = shown.number(ROOM, "Spending against the week");
    if (week.signum() == 0) {
      assertThat(times).isEqualTo("null");
    } else {
      assertThat(Double.parseDouble(times))
          .isCloseTo(hour.doubleValue() * 168 / week.doubleValue(), within(1e-6));
    }
  }

  @Test
  void budgets_ofToday_haveTheirForecast() {
    Answer budgets = shown.ask(ROOM, "Budgets today");
    assertThat(budgets.column("Budget")).containsExactly("support");
    assertThat(
            List.of(
                budgets.text(0, "Cap"),
                budgets.text(0, "Spent"),
                budgets.text(0, "Leased"),
                budgets.text(0, "OfCap"),
                budgets.text(0, "Mode"),
                budgets.text(0, "Halted")))
        .map(Object::toString)
        .containsExactly("12", "3", "0.25", "0.25", "enforce", "0");
    long left = 86_400L - now.atZone(written.zone()).toLocalTime().toSecondOfDay();
    assertThat(Double.parseDouble(budgets.text(0, "Forecast")))
        .isCloseTo(3 + 2.0 / 7200 * left, within(0.05));
  }

  @Test
  void refusedUngovernedAndDropped_areCounted() {
    assertThat(shown.number(ROOM, "Refused calls")).isEqualTo("1");
    assertThat(shown.number(ROOM, "Ungoverned calls")).isEqualTo("1");
    assertThat(shown.number(ROOM, "Dropped rows")).isEqualTo("7");
    assertThat(shown.number(FAILURES, "Refused calls")).isEqualTo("1");
    assertThat(shown.ask(FAILURES, "Refusals of budgets").column("Rule"))
        .containsExactly("cap_reached");
    assertThat(shown.ask(FAILURES, "Ungoverned calls").column("Host"))
        .containsExactly("api.openai.com");
  }
}
