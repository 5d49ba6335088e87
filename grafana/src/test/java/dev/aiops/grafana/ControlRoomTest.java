/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Near;
import dev.aiops.grafana.golden.Run;
import dev.aiops.grafana.golden.RunLink;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Spending;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.seed.Asked;
import dev.aiops.grafana.seed.Span;
import dev.aiops.grafana.seed.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What dashboard <i>Control room</i> shows. */
class ControlRoomTest extends BoardTest {

  /** Of the runs of the day before, each second one failed, whoever is chosen. */
  private static final double SHARE_BEFORE = 0.5;

  private static final double CAP = Written.CAP / 1e9;
  private static final double SPENT = Written.SPENT / 1e9;

  private static final String RELEASES = "New versions of agents";

  ControlRoomTest(TestDatabase database) {
    super(database);
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Run> runs = seen.runs();
    List<Asked> waiting = seen.asked().stream().filter(a -> a.state().equals("PENDING")).toList();
    return Map.ofEntries(
        Map.entry("Failed runs", Golden.one(seen.runs("error").size())),
        Map.entry("Failure share", Golden.one(failureShare(runs))),
        Map.entry(
            "Failure share against the time before", Golden.one(failureShare(runs) - SHARE_BEFORE)),
        Map.entry("Lost runs", Golden.one(seen.runs("lost").size())),
        Map.entry("Open runs", Golden.one(seen.runs("running").size())),
        Map.entry("Spent", Golden.one(Spending.of(seen.calls()))),
        Map.entry("Spending against the week", Golden.one(againstTheWeek(seen))),
        Map.entry("Calls without a price", Golden.one(unpriced(seen))),
        Map.entry("Refused calls", Golden.one(seen.calls().size() - seen.sent().size())),
        Map.entry("Ungoverned calls", Golden.one(ungoverned(seen))),
        Map.entry("Newest row", Golden.one(Near.seconds(Written.AGE))),
        Map.entry("Dropped rows", Golden.one(dropped(seen))),
        Map.entry("Actions that wait", Golden.one(waiting.size())),
        Map.entry("Longest wait", Golden.one(longest(waiting))),
        Map.entry("Budgets today", budgets()),
        Map.entry("Oldest actions that wait", oldest(waiting)),
        Map.entry(
            "Runs by how they ended", seen.series(runs, Run::started, Run::status, List::size)),
        Map.entry(
            "Cost by agent",
            seen.series(seen.calls(), Span::start, c -> c.who().agent(), Spending::of)),
        Map.entry("Newest failed runs", newestFailed(runs)));
  }

  private static double failureShare(List<Run> runs) {
    List<Run> over = runs.stream().filter(r -> !r.status().equals("running")).toList();
    return (double) Exact.count(over, Run::isBad) / over.size();
  }

  private static Optional<Double> againstTheWeek(Seen seen) {
    double hour = Spending.ofTheLastHour(seen, c -> true).doubleValue();
    return Spending.ofAnHourOfTheWeek(seen, c -> true).map(usual -> hour / usual);
  }

  private static long unpriced(Seen seen) {
    return seen.runs().stream().mapToLong(Run::unpriced).sum();
  }

  private static long ungoverned(Seen seen) {
    return seen.spans(s -> !s.get("aiops.ungoverned").isEmpty()).size();
  }

  private static long dropped(Seen seen) {
    return seen.logs().stream().mapToLong(l -> Long.parseLong(l.get("aiops.dropped.rows"))).sum();
  }

  private Near longest(List<Asked> waiting) {
    return age(waiting.stream().map(Asked::requested).min(Instant::compareTo).orElseThrow());
  }

  private Near age(Instant at) {
    return Near.seconds(Duration.between(at, now).toSeconds());
  }

  /** Spending goes on as in the last two hours. Filters do not apply. */
  private Golden budgets() {
    long left = 86_400L - now.atZone(written.zone()).toLocalTime().toSecondOfDay();
    double forecast = SPENT + (SPENT - 1) / 7200 * left;
    return Golden.one(
        "support",
        written.today(),
        "enforce",
        CAP,
        SPENT,
        Written.LEASED / 1e9,
        SPENT / CAP,
        new Near(forecast - 0.05, forecast + 0.01),
        new Near((forecast - 0.05) / CAP, (forecast + 0.01) / CAP),
        0);
  }

  private Golden oldest(List<Asked> waiting) {
    return Table.of(
            waiting.stream().sorted(comparing(Asked::requested)).toList(),
            a ->
                List.of(
                    a.id(),
                    age(a.requested()),
                    a.tool(),
                    a.who().agent(),
                    a.who().service(),
                    a.rule(),
                    a.requester().isEmpty() ? "unknown" : a.requester(),
                    a.run(),
                    RunLink.from(a.run(), a.requested())))
        .first(20)
        .golden();
  }

  private static Golden newestFailed(List<Run> runs) {
    List<Run> bad =
        runs.stream().filter(Run::isBad).sorted(comparing(Run::started).reversed()).toList();
    return Table.of(
            bad,
            r ->
                List.of(
                    r.started(),
                    r.status(),
                    r.who().agent(),
                    r.who().version(),
                    r.who().service(),
                    r.error(),
                    r.message(),
                    r.usd(),
                    r.id(),
                    r.from(),
                    r.to()))
        .first(20)
        .golden();
  }

  @Test
  void versions_ofWhichTheWeekBeforeHasNothing_areAnnotated() {
    Instant firstDay = look().from().truncatedTo(ChronoUnit.DAYS);
    Golden released =
        Table.grouped(
                all().ever(s -> true),
                s -> List.of(s.who().agent() + " " + s.who().version(), s.who().service()),
                spans ->
                    List.of(spans.stream().map(Span::start).min(Instant::compareTo).orElseThrow()))
            .where(version -> !((Instant) version.get(2)).isBefore(firstDay))
            .by(3)
            .golden();
    Answer answer = new Shown(database.read(), look()).ask("aiops-control-room", RELEASES);
    assertThat(answer.rows()).as("some versions are new, others are not").hasSize(2);
    released.hold(RELEASES, new Answer(List.of("text", "tags", "time"), List.of(), turned(answer)));
  }

  /** The time of an annotation comes first. */
  private static List<List<JsonNode>> turned(Answer answer) {
    return answer.rows().stream().map(r -> List.of(r.get(1), r.get(2), r.get(0))).toList();
  }
}
