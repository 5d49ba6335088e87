/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Run;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.query.Look;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What dashboard <i>Runs</i> shows, and what its filters leave. */
class RunsTest extends BoardTest {

  RunsTest(TestDatabase database) {
    super(database);
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Run> runs = seen.runs();
    List<Run> over = runs.stream().filter(r -> r.ended().isPresent()).toList();
    return Map.of(
        "Runs", Golden.one(runs.size()),
        "Failed or lost", Golden.one(Exact.count(runs, Run::isBad)),
        "Cost", Golden.one(Exact.money(runs.stream().map(Run::usd))),
        "Calls without a price", Golden.one(runs.stream().mapToLong(Run::unpriced).sum()),
        "Median duration", Golden.one(Exact.quantile(0.5, over, Run::millis)),
        "95 % are shorter than", Golden.one(Exact.quantile(0.95, over, Run::millis)),
        "Runs over time", seen.series(runs, Run::started, Run::status, List::size),
        "Runs, newest first", newest(runs));
  }

  private static Golden newest(List<Run> runs) {
    List<Run> newest = runs.stream().sorted(comparing(Run::started).reversed()).toList();
    return Table.of(newest, RunsTest::row).golden();
  }

  private static List<Object> row(Run run) {
    return List.of(
        run.started(),
        run.status(),
        run.who().agent(),
        run.who().version(),
        run.who().service(),
        run.who().team(),
        run.models(),
        run.millis(),
        run.usd(),
        run.calls().size(),
        run.tools(),
        run.retries(),
        run.fallbacks(),
        run.tokens("input"),
        run.tokens("output"),
        run.error(),
        run.get("user.id"),
        run.input(),
        run.id(),
        run.from(),
        run.to());
  }

  @Test
  void status_chosen_leavesRunsThatHaveIt() {
    leaves(look().with("status", "error", "lost"), Run::isBad);
    leaves(look().with("status", "running"), run -> run.status().equals("running"));
  }

  @Test
  void model_chosen_leavesRunsThatAskedIt() {
    leaves(
        look().with("model", "homegrown", "gpt-5.1"),
        run -> run.models().matches(".*(homegrown|gpt-5.1).*"));
  }

  @Test
  void cost_leavesDearerRuns_andThoseOfUnknownCost() {
    leaves(look().with("min_cost", "0.9"), run -> run.usd().map(RunsTest::isDear).orElse(true));
  }

  private static boolean isDear(BigDecimal usd) {
    return usd.compareTo(new BigDecimal("0.9")) >= 0;
  }

  @Test
  void seconds_leaveLongerRuns() {
    leaves(look().with("min_seconds", "40"), run -> run.millis() >= 40_000);
  }

  @Test
  void text_leavesRunsWhoseInputHasIt_inWhateverCase() {
    leaves(look().with("search", "PARCEL RUN-7"), run -> run.input().contains("parcel run-7"));
  }

  private void leaves(Look look, Predicate<Run> which) {
    List<Run> left = new Seen(look, written, who -> true).runs().stream().filter(which).toList();
    assertThat(left).as("the filter leaves something and hides something").isNotEmpty();
    assertThat(left.size()).isLessThan(new Seen(look, written, who -> true).runs().size());
    Shown shown = new Shown(database.read(), look);
    newest(left).hold("Runs, newest first", shown.ask("aiops-runs", "Runs, newest first"));
    Golden.one(left.size()).hold("Runs", shown.ask("aiops-runs", "Runs"));
  }
}
