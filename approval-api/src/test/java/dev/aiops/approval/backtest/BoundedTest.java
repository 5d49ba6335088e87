/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.policy.PolicyFile;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where memory is kept small, what is left out is said. */
class BoundedTest {

  private static final int MANY = 12_000;

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

  @Test
  void hours_ofManyProcesses_areKeptForAsLongAsTheyMatter() {
    Judge judge =
        judge("budgets: [{name: a, daily_cap: 99000, spend_guard: {dollars_per_hour: 1}}]");
    assertThat(refused(judge, "2026-11-26T10:00:00Z")).isZero();
    assertThat(refused(judge, "2026-11-26T11:00:59Z")).isEqualTo(MANY);
    assertThat(refused(judge, "2026-11-26T11:01:00Z")).isZero();
  }

  @Test
  void repeats_ofManyRuns_areKeptForAsLongAsTheyMatter() {
    Judge judge =
        judge("budgets: [{name: a, daily_cap: 99000, spend_guard: {same_tool_calls: 2}}]");
    Instant at = Instant.parse("2026-11-26T09:00:00Z");
    IntStream.range(0, MANY).forEach(i -> judge.take(new ToolUse(at, "run-" + i, 3)));
    assertThat(refused(judge, "2026-11-26T10:00:00Z")).isEqualTo(MANY);
    assertThat(refused(judge, "2026-11-27T09:00:00Z")).isEqualTo(MANY);
    Instant later = Instant.parse("2026-11-28T10:00:00Z");
    IntStream.range(0, MANY).forEach(i -> judge.take(new ToolUse(later, "new-" + i, 3)));
    assertThat(refused(judge, "2026-11-28T11:00:00Z")).as("over since a day").isLessThan(MANY);
  }

  private static Judge judge(String policy) {
    return new Judge(PolicyFile.read("policy", policy));
  }

  /** Of a call of each of many runs, each in a process of its own. */
  private static int refused(Judge judge, String at) {
    return (int)
        IntStream.range(0, MANY)
            .mapToObj(i -> Recorded.at(at).cost("0.70").run("run-" + i).process("p-" + i).call())
            .filter(call -> judge.judge(call).refusal().isPresent())
            .count();
  }
}
