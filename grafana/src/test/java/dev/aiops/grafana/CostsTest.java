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
import dev.aiops.grafana.seed.Span;
import dev.aiops.grafana.seed.Written;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The numbers of costs and failures, against the same numbers made in Java from what was written.
 */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostsTest {

  private static final String ROOM = "aiops-control-room";
  private static final String COSTS = "aiops-costs";
  private static final String FAILURES = "aiops-failures";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1));
  private final Written written = Written.until(now);
  private final Day day = written.day();
  private final TestDatabase database;
  private final Shown shown;

  CostsTest(TestDatabase database) {
    this.database = database;
    this.shown = new Shown(database.read(), look);
  }

  @BeforeAll
  void seed() {
    written.to(database);
  }

  @Test
  void costs_areTheSumOfPricedCalls() {
    assertThat(shown.money(ROOM, "Spent")).isEqualByComparingTo(day.usd(call -> true));
    assertThat(shown.money(COSTS, "Spent")).isEqualByComparingTo(day.usd(call -> true));
    assertThat(shown.money(COSTS, "Of that, estimated"))
        .isEqualByComparingTo(day.usd(call -> call.get("aiops.cost.status").equals("estimated")));
    assertThat(shown.total(ROOM, "Cost by agent", "usd"))
        .isEqualByComparingTo(day.usd(call -> true));
    assertThat(shown.number(COSTS, "Calls without a price"))
        .isEqualTo(Long.toString(day.count(call -> call.get("aiops.cost.usd").isEmpty())));
    assertThat(shown.number(ROOM, "Calls without a price"))
        .isEqualTo(shown.number(COSTS, "Calls without a price"));
  }

  @Test
  void costs_ofWhoIsChosen_areTheirs() {
    Look chosen = look.with("agent", Day.HOSTILE.agent()).with("model", "gpt-5.1", "gpt-5-mini");
    Answer answer = Answer.of(database.read(), chosen.sql(Shown.query(COSTS, "Spent")));
    assertThat(Shown.rounded(answer.text(0, "spent")))
        .isEqualByComparingTo(
            day.usd(
                c ->
                    c.who().equals(Day.HOSTILE)
                        && c.get("gen_ai.request.model").startsWith("gpt")));
  }

  @Test
  void costs_byAgent_areTheirs() {
    Answer agents = shown.ask(COSTS, "By agent");
    for (int row = 0; row < agents.rows().size(); row++) {
      String agent = agents.text(row, "Agent") + agents.text(row, "Version");
      Predicate<Span> theirs = c -> agent.equals(c.who().agent() + c.who().version());
      long runs = day.calls().stream().filter(theirs).map(Span::run).distinct().count();
      assertThat(Shown.rounded(agents.text(row, "Cost")))
          .as(agent)
          .isEqualByComparingTo(day.usd(theirs));
      assertThat(agents.text(row, "Runs")).as(agent).isEqualTo(Long.toString(runs));
    }
    assertThat(agents.rows()).hasSize(4);
  }

  @Test
  void costs_byModel_areTheirs_andWouldChangeByThePercentage() {
    Answer models = shown.ask(COSTS, "By provider and model");
    for (int row = 0; row < models.rows().size(); row++) {
      String model = models.text(row, "Model");
      BigDecimal usd = day.usd(c -> c.get("gen_ai.request.model").equals(model));
      if (usd.signum() == 0 || models.text(row, "Provider").isEmpty()) {
        assertThat(models.text(row, "Cost")).as(model + " has no known cost").isEqualTo("null");
      } else {
        assertThat(Shown.rounded(models.text(row, "Cost"))).as(model).isEqualByComparingTo(usd);
        assertThat(new BigDecimal(models.text(row, "Changed")))
            .as(model)
            .isCloseTo(usd.multiply(new BigDecimal("0.8")), within(new BigDecimal("0.00000001")));
      }
    }
    assertThat(models.column("Model")).contains("gpt-5.1", "homegrown");
  }

  @Test
  void costs_byDay_areOfUtc() {
    Answer days = shown.ask(COSTS, "Cost by day and model");
    Map<String, BigDecimal> read =
        IntStream.range(0, days.rows().size())
            .boxed()
            .collect(
                Collectors.toMap(
                    r -> days.text(r, "time").substring(0, 10),
                    r -> Shown.rounded(days.text(r, "usd")),
                    BigDecimal::add));
    Map<String, BigDecimal> made =
        day.calls().stream()
            .collect(
                Collectors.toMap(
                    c -> c.start().toString().substring(0, 10), Day::usdOf, BigDecimal::add));
    assertThat(read.keySet()).isEqualTo(made.keySet());
    made.forEach((date, usd) -> assertThat(read.get(date)).as(date).isEqualByComparingTo(usd));
  }

  @Test
  void costs_ofFailedRunsAndCalls_areLost() {
    List<String> failed =
        day.events().stream().filter(e -> e.status().equals("error")).map(Event::run).toList();
    assertThat(shown.money(COSTS, "Spent on failed runs"))
        .isEqualByComparingTo(day.usd(c -> failed.contains(c.run())));
    assertThat(shown.total(COSTS, "Money lost by agent", "OnFailedRuns"))
        .isEqualByComparingTo(day.usd(c -> failed.contains(c.run())));
    assertThat(shown.total(COSTS, "Money lost by agent", "OnFailedCalls"))
        .isEqualByComparingTo(day.usd(c -> !c.error().isEmpty()));
    int extra =
        day.calls().stream()
            .mapToInt(c -> Integer.parseInt(c.get("aiops.call.attempts")) - 1)
            .sum();
    assertThat(shown.total(COSTS, "Money lost by agent", "ExtraAttempts"))
        .isEqualByComparingTo(new BigDecimal(extra));
  }

  @Test
  void costs_dearestRun_isTheDearest() {
    Map<String, BigDecimal> byRun =
        day.calls().stream().collect(Collectors.toMap(Span::run, Day::usdOf, BigDecimal::add));
    Answer runs = shown.ask(COSTS, "Dearest runs");
    assertThat(Shown.rounded(runs.text(0, "Cost")))
        .isEqualByComparingTo(byRun.values().stream().max(BigDecimal::compareTo).orElseThrow());
    assertThat(byRun.get(runs.text(0, "RunId")))
        .isEqualByComparingTo(Shown.rounded(runs.text(0, "Cost")));
  }

  @Test
  void cachedTokens_saveWhatFreshOnesCostMore() {
    assertThat(shown.money(COSTS, "Saved by caches")).isEqualByComparingTo("0.225");
  }

  @Test
  void failures_thatBelongTogether_areOneRow() {
    Answer groups = shown.ask(FAILURES, "Failures that belong together");
    assertThat(shown.total(FAILURES, "Failures that belong together", "Runs"))
        .isEqualByComparingTo(new BigDecimal(ended("error")));
    Map<String, String> modelOf =
        day.calls().stream()
            .collect(Collectors.toMap(Span::id, c -> "model " + c.get("gen_ai.request.model")));
    List<String> made =
        day.events().stream()
            .filter(e -> e.status().equals("error"))
            .map(e -> modelOf.get(e.failedIn()) + e.who().agent() + e.who().version())
            .distinct()
            .sorted()
            .toList();
    List<String> read =
        IntStream.range(0, groups.rows().size())
            .mapToObj(
                r -> groups.text(r, "Place") + groups.text(r, "Agent") + groups.text(r, "Version"))
            .sorted()
            .toList();
    assertThat(read).isEqualTo(made);
  }

  @Test
  void failures_ofCalls_areCountedByKind() {
    long failed = day.count(c -> !c.error().isEmpty());
    long timeouts =
        day.spans().stream()
            .filter(s -> s.error().equals("timeout") || s.error().contains("Timeout"))
            .count();
    assertThat(shown.number(FAILURES, "Failed model calls")).isEqualTo(Long.toString(failed));
    assertThat(shown.number(FAILURES, "Time-outs")).isEqualTo(Long.toString(timeouts));
    assertThat(shown.total(FAILURES, "Providers", "Errors"))
        .isEqualByComparingTo(new BigDecimal(failed));
    assertThat(shown.total(FAILURES, "Providers", "Calls"))
        .isEqualByComparingTo(new BigDecimal(day.calls().size()));
    long tools =
        day.spans().stream()
            .filter(
                s -> s.get("gen_ai.operation.name").equals("execute_tool") && !s.error().isEmpty())
            .count();
    assertThat(shown.total(FAILURES, "Tools", "Errors"))
        .isEqualByComparingTo(new BigDecimal(tools));
  }

  private long ended(String status) {
    return day.events().stream()
        .filter(e -> e.kind().equals("ended") && e.status().equals(status))
        .count();
  }

  @Test
  void fromTheControlRoom_theNumbersAreTheSame() {
    for (String title : List.of("Spent", "Calls without a price")) {
      assertThat(shown.number(COSTS, title))
          .as(title)
          .isEqualTo(shown.number("aiops-control-room", title));
    }
  }
}
