/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.policy.PolicyFile;
import org.junit.jupiter.api.Test;

/** Where memory is kept small, what is left out is said. */
class BoundedTest {

  private final Budget budget =
      PolicyFile.read("policy", "budgets: [{name: all, daily_cap: 1}]").budgets().get(0);

  @Test
  void runs_beyondTheMost_areNotCountedAndThatIsKnown() {
    RunsTouched runs = new RunsTouched(2);
    runs.add("a", budget);
    runs.add("b", budget);
    runs.add("a", budget);
    assertThat(runs.hasOverflowed()).isFalse();
    runs.add("c", budget);
    assertThat(runs.hasOverflowed()).isTrue();
    assertThat(runs.count()).isEqualTo(2);
    assertThat(runs.count(budget)).isEqualTo(2);
  }

  @Test
  void callsOutsideRuns_touchNone() {
    RunsTouched runs = new RunsTouched(2);
    runs.add("", budget);
    assertThat(runs.count()).isZero();
  }

  @Test
  void groups_beyondTheMost_shareOne() {
    Groups groups = new Groups(2);
    groups.part("a").covers(1L);
    groups.part("b").covers(2L);
    groups.part("c").covers(3L);
    groups.part("d").covers(4L);
    groups.part("a").covers(5L);
    assertThat(groups.count()).isEqualTo(2);
    assertThat(groups.others().covered().calls()).isEqualTo(2);
    assertThat(Text.usd(groups.part("a").covered())).isEqualTo("0.000000006 USD");
  }
}
