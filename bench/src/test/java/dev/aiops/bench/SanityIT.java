/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.bench.Model.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The measurements in a small way: a change by an order of magnitude is noticed by every build. */
class SanityIT {

  private static final Path ROOT = Path.of(System.getProperty("bench.root"));
  private static final double ADDED_MICROS = 10 * 150;
  private static final double SPAN_SECONDS = 10 * 3;
  private static final double RUN_SECONDS = 10 * 2;

  /** With the library whose hooks are more. */
  @Test
  void addedTime_isOfTheOrderThatIsPromised() throws Exception {
    try (Lab lab = Lab.open(ROOT)) {
      assertThat(AddedTime.settings(lab, Plan.SANITY, Set.of(Library.LANGCHAIN4J)))
          .hasSize(3)
          .allSatisfy(
              added -> {
                assertThat(added.baseline().micros(50)).isGreaterThan(AddedTime.ANSWER_MICROS);
                // few rounds on a busy machine disagree: what they agree on is held to the bound
                assertThat(added.byOurs().low())
                    .as(added.asking().toString())
                    .isLessThan(ADDED_MICROS);
              });
    }
  }

  @Test
  void visible_everySpanAndRunInTime() throws Exception {
    try (Lab lab = Lab.open(ROOT)) {
      Visible.Seen seen = Visible.seen(lab, Plan.SANITY);
      assertThat(seen.spans()).hasSizeGreaterThanOrEqualTo(seen.calls());
      assertThat(seen.runs()).hasSizeGreaterThanOrEqualTo(seen.calls());
      assertThat(Percentile.of(seen.spans(), 99)).isLessThan(SPAN_SECONDS);
      assertThat(Percentile.of(seen.runs(), 99)).isLessThan(RUN_SECONDS);
    }
  }

  @Test
  void panels_answerOnDaysThatAreDrawn() throws Exception {
    try (Lab lab = Lab.open(ROOT)) {
      List<MeasuredLog> logs = PanelTimes.logs(lab, Plan.SANITY, Plan.SANITY.days());
      assertThat(logs).extracting(MeasuredLog::spans).isSorted().doesNotHaveDuplicates();
      assertThat(logs).allSatisfy(log -> assertThat(log.millis()).hasSizeGreaterThan(100));
      assertThat(
              lab.store()
                  .ask(
                      "SELECT countIf(Status = 'ok') > 0, countIf(Status = 'error') > 0 FROM runs"))
          .isEqualTo("1\t1");
      // below a root that is not there are only spans of runs that were under way at the end, or
      // lost
      assertThat(
              lab.store()
                  .ask(
                      """
                      SELECT 20 * countIf(ParentSpanId != '' AND ParentSpanId NOT IN (SELECT SpanId FROM otel_traces)) < count()
                      FROM otel_traces"""))
          .isEqualTo("1");
    }
  }

  @Test
  void evals_scoreEveryRunOfADayThatIsDrawn_andCompareIt() throws Exception {
    try (Lab lab = Lab.open(ROOT)) {
      EvalTimes.Measured measured = EvalTimes.measured(lab, Plan.SANITY);
      assertThat(measured.runs()).isPositive().isEqualTo(measured.compared());
      assertThat(measured.scores()).isEqualTo(8 * measured.runs());
      assertThat(measured.report()).contains("no-errors").doesNotContain("REGRESSION");
    }
  }
}
