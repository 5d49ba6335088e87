/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import static dev.aiops.eval.definition.Evals.outcome;
import static dev.aiops.eval.definition.Evals.score;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.check.Outcome.Failed;
import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.SampleRun;
import org.junit.jupiter.api.Test;

class CombinedTest {

  private static final String HAS_A = "{type: contains, text: a}";
  private static final String HAS_Z = "{type: contains, text: z}";
  private static final String UNKNOWN = "{type: tool_used, tool: t, arguments: {x: 1}}";
  private static final String ERROR = "{type: custom, name: throwing}";
  private static final String NONE = "{type: tool_arguments, tool: other, arguments: {x: 1}}";
  private static final RecordedRun RUN = SampleRun.of().tool("t", null).run();

  @Test
  void mean_isByWeight() {
    String heavy = "{type: contains, text: a, weight: 3}";
    assertThat(score("{type: mean, checks: [" + heavy + ", " + HAS_Z + "]}", RUN)).isEqualTo(0.75);
  }

  @Test
  void all_isTheWorst_any_isTheBest() {
    assertThat(score("{type: all, checks: [" + HAS_A + ", " + HAS_Z + "]}", RUN)).isZero();
    assertThat(score("{type: any, checks: [" + HAS_A + ", " + HAS_Z + "]}", RUN)).isEqualTo(1);
    assertThat(score("{type: all, not: true, checks: [" + HAS_A + ", " + HAS_Z + "]}", RUN))
        .isEqualTo(1);
  }

  @Test
  void unknown_countsUnlessTheOthersSettleIt() {
    assertThat(outcome("{type: all, checks: [" + HAS_A + ", " + UNKNOWN + "]}", RUN))
        .isInstanceOf(Unknown.class);
    assertThat(score("{type: all, checks: [" + HAS_Z + ", " + UNKNOWN + "]}", RUN)).isZero();
    assertThat(score("{type: any, checks: [" + HAS_A + ", " + UNKNOWN + "]}", RUN)).isEqualTo(1);
    assertThat(outcome("{type: mean, checks: [" + HAS_A + ", " + UNKNOWN + "]}", RUN))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void error_isNeverAScore() {
    assertThat(outcome(ERROR, RUN)).isInstanceOf(Failed.class);
    assertThat(outcome("{type: custom, name: throwing, not: true}", RUN))
        .isInstanceOf(Failed.class);
    assertThat(outcome("{type: all, checks: [" + HAS_Z + ", " + ERROR + "]}", RUN))
        .isInstanceOf(Failed.class);
  }

  @Test
  void notApplicable_isLeftOut() {
    assertThat(score("{type: mean, checks: [" + HAS_A + ", " + NONE + "]}", RUN)).isEqualTo(1);
    assertThat(outcome("{type: all, checks: [" + NONE + "]}", RUN))
        .isInstanceOf(NotApplicable.class);
  }
}
