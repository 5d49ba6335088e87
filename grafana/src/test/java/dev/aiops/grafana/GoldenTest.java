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
import dev.aiops.grafana.seed.ControlRows;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Rows;
import dev.aiops.grafana.seed.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The numbers that panels show, against the same numbers made in Java from what was written. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTest {

  /** Runs whose process is gone. */
  private static final long LOST = 1;

  private static final String ROOM = "aiops-control-room";
  private static final String COSTS = "aiops-costs";
  private static final String FAILURES = "aiops-failures";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1));
  private final Day day = Day.until(now);

  /** A zone of whole hours in which it is between noon and one o'clock. */
  private final ZoneId zone = ZoneId.of(noonZone(now.atOffset(ZoneOffset.UTC).getHour()));

  private final TestDatabase database;

  private final Shown shown;

  GoldenTest(TestDatabase database) {
    this.database = database;
    this.shown = new Shown(database.read(), look);
  }

  private static String noonZone(int hour) {
    return "Etc/GMT" + (hour >= 12 ? "+" + (hour - 12) : "-" + (12 - hour));
  }

  @BeforeAll
  void seed() {
    day.spans().add(cached());
    day.write(database);
    Rows.spans(database, Day.refusedAndUngoverned(now.minusSeconds(300)));
    Rows.log(
        database, Day.HOSTILE, now.minusSeconds(60), "aiops.telemetry.dropped", Day.dropped(7));
    Rows.events(database, dayBefore());
    Rows.earlier(
        database,
        "run_events",
        61,
        () ->
            Rows.events(
                database,
                List.of(
                    Event.of(
                        Day.HOSTILE, "gone", now.minusSeconds(700), "started", "running", "?"))));
    ControlRows control = new ControlRows(database);
    LocalDate today = now.atZone(zone).toLocalDate();
    control.policy(now.minusSeconds(90_000), "support", 10_000_000_000L, zone.getId());
    control.figures(
        now.minusSeconds(9_000),
        new ControlRows.Figures("support", today, 10_000_000_000L, 1_000_000_000L, 500_000_000L));
    control.asked(now.minusSeconds(3_600), Day.HOSTILE, "apr_waits", "run-3", "refund");
    control.figures(
        now.minusSeconds(60),
        new ControlRows.Figures("support", today, 12_000_000_000L, 3_000_000_000L, 250_000_000L));
  }

  /** Two runs, of which one failed. */
  private List<Event> dayBefore() {
    Instant start = now.minus(Duration.ofHours(30));
    return List.of(
        Event.of(Day.HOSTILE, "before-1", start, "started", "running", "?"),
        Event.of(Day.HOSTILE, "before-1", start.plusSeconds(5), "ended", "ok", "."),
        Event.of(Day.HOSTILE, "before-2", start, "started", "running", "?"),
        Event.of(Day.HOSTILE, "before-2", start.plusSeconds(5), "ended", "error", "."));
  }

  /**
   * A million cached input tokens of a model for which OpenAI asks 0.25 USD, and 0.025 USD where
   * they are cached.
   */
  private Span cached() {
    Span.Who who = day.calls().get(0).who();
    return Span.of(who, "run-0", "cached", now.minusSeconds(120), Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", "gpt-5-mini")
        .with("gen_ai.usage.input_tokens", "1000000")
        .with("gen_ai.usage.cache_read.input_tokens", "1000000")
        .with("aiops.call.attempts", "1")
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", "0.025000000");
  }

  @Test
  void cachedTokens_saveWhatFreshOnesCostMore() {
    assertThat(shown.money(COSTS, "Saved by caches")).isEqualByComparingTo("0.225");
  }

  @Test
  void runs_areCounted() {
    long all = day.events().size() / 2 + LOST;
    assertThat(shown.number(ROOM, "Failed runs")).isEqualTo(Long.toString(ended("error")));
    assertThat(shown.number(ROOM, "Lost runs")).isEqualTo(Long.toString(LOST));
    assertThat(shown.number(ROOM, "Open runs")).isEqualTo("0");
    assertThat(shown.total(ROOM, "Runs by how they ended", "runs"))
        .isEqualByComparingTo(BigDecimal.valueOf(all));
    assertThat(shown.number(FAILURES, "Failed runs")).isEqualTo(Long.toString(ended("error")));
    assertThat(shown.number(FAILURES, "Lost runs")).isEqualTo(Long.toString(LOST));
  }

  @Test
  void failureShare_isOfRunsThatAreOver_andComparedWithTheDayBefore() {
    double share = (double) (ended("error") + LOST) / (day.events().size() / 2 + LOST);
    assertThat(Double.parseDouble(shown.number(ROOM, "Failure share")))
        .isCloseTo(share, within(1e-9));
    assertThat(Double.parseDouble(shown.number(ROOM, "Failure share against the time before")))
        .isCloseTo(share - 0.5, within(1e-9));
  }

  @Test
  void failedRuns_newestFirst() {
    List<String> written =
        day.events().stream()
            .filter(e -> e.status().equals("error"))
            .map(Event::run)
            .sorted(Comparator.comparing(this::startOf).reversed())
            .toList();
    List<String> read = new ArrayList<>(shown.ask(ROOM, "Newest failed runs").column("RunId"));
    assertThat(read.remove("gone")).isTrue();
    assertThat(read).isEqualTo(written.subList(0, read.size()));
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
    Map<String, BigDecimal> written =
        day.calls().stream()
            .collect(
                Collectors.toMap(
                    c -> c.start().toString().substring(0, 10), Day::usdOf, BigDecimal::add));
    assertThat(read.keySet()).isEqualTo(written.keySet());
    written.forEach((date, usd) -> assertThat(read.get(date)).as(date).isEqualByComparingTo(usd));
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
    long left = 86_400L - now.atZone(zone).toLocalTime().toSecondOfDay();
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

  @Test
  void failures_thatBelongTogether_areOneRow() {
    Answer groups = shown.ask(FAILURES, "Failures that belong together");
    assertThat(shown.total(FAILURES, "Failures that belong together", "Runs"))
        .isEqualByComparingTo(new BigDecimal(ended("error")));
    Map<String, String> modelOf =
        day.calls().stream()
            .collect(Collectors.toMap(Span::id, c -> "model " + c.get("gen_ai.request.model")));
    List<String> written =
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
    assertThat(read).isEqualTo(written);
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
}
