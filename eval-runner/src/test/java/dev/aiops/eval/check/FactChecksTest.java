/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import static dev.aiops.eval.definition.Evals.outcome;
import static dev.aiops.eval.definition.Evals.score;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.SampleRun;
import dev.aiops.eval.trace.ToolCall.Approval;
import dev.aiops.eval.trace.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactChecksTest {

  /** It took 3 s, cost $0.012, used 1,000 tokens and made two model calls, one of which failed. */
  private static final RecordedRun RUN =
      SampleRun.of().modelCall("error").modelCall("ok").tool("lookup", "{}").run();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: latency, at_most: 3s} | 1",
        "{type: latency, at_most: 2999ms} | 0",
        "{type: cost, at_most_usd: 0.012} | 1",
        "{type: cost, at_most_usd: 0.0119} | 0",
        "{type: tokens, at_most: 1000} | 1",
        "{type: tokens, at_most: 999} | 0",
        "{type: steps, at_most: 2} | 1",
        "{type: steps, at_most: 1} | 0",
        "{type: errors} | 0",
        "{type: errors, at_most: 1} | 1",
        "{type: tools_allowed, tools: look*} | 1",
        "{type: tools_allowed, tools: [search, refund]} | 0",
      })
  void figure_isHeldToItsLimit(String check, double expected) {
    assertThat(score(check, RUN)).isEqualTo(expected);
  }

  @Test
  void unknownCostAndTokens_areUnknown_neverZero() {
    RecordedRun run = SampleRun.of().usage(Usage.UNKNOWN).run();
    assertThat(outcome("{type: cost, at_most_usd: 1}", run)).isInstanceOf(Unknown.class);
    assertThat(outcome("{type: tokens, at_most: 9}", run)).isInstanceOf(Unknown.class);
  }

  @Test
  void loop_sameToolSameArguments_isZero() {
    RecordedRun circles =
        SampleRun.of()
            .tool("search", "{\"q\": \"a\", \"n\": 1}")
            .tool("search", "{\"n\":1,\"q\":\"a\"}")
            .tool("search", "{\"q\":\"a\",\"n\":1}")
            .run();
    assertThat(score("{type: loop}", circles)).isZero();
    assertThat(score("{type: loop, calls: 4}", circles)).isEqualTo(1);
  }

  @Test
  void loop_otherArguments_isNone() {
    RecordedRun run =
        SampleRun.of()
            .tool("search", "{\"p\":1}")
            .tool("search", "{\"p\":2}")
            .tool("search", "{\"p\":3}")
            .run();
    assertThat(score("{type: loop}", run)).isEqualTo(1);
  }

  @Test
  void loop_argumentsNotRecorded_isUnknownWhereTheyDecide() {
    RecordedRun often = SampleRun.of().tool("s", null).tool("s", null).tool("s", null).run();
    assertThat(outcome("{type: loop}", often)).isInstanceOf(Unknown.class);
    assertThat(score("{type: loop, calls: 4}", often)).isEqualTo(1);
  }

  @Test
  void approved_callWithoutConsumedApproval_isZero() {
    String check = "{type: approved, tool: refund}";
    assertThat(score(check, SampleRun.of().tool("refund", null).run())).isZero();
    assertThat(score(check, refund("ok", new Approval("a", false)))).isZero();
    assertThat(score(check, refund("ok", new Approval("a", true)))).isEqualTo(1);
    assertThat(score(check, refund("error", null))).isZero();
  }

  @Test
  void approved_callThatDidNotRun_doesNotApply() {
    assertThat(outcome("{type: approved, tool: refund}", refund("refused", null)))
        .isInstanceOf(NotApplicable.class);
  }

  @Test
  void approved_onlyAboveALimit_needsTheArguments() {
    String check =
        "{type: approved, tool: refund, arguments: {usd: {at_least: 100}}, arguments_mode: superset}";
    assertThat(score(check, SampleRun.of().tool("refund", "{\"usd\": 99.5}").run())).isEqualTo(1);
    assertThat(score(check, SampleRun.of().tool("refund", "{\"usd\": 100}").run())).isZero();
    assertThat(outcome(check, SampleRun.of().tool("refund", null).run()))
        .isInstanceOf(Unknown.class);
  }

  private static RecordedRun refund(String outcome, @Nullable Approval approval) {
    return SampleRun.of().tool("refund", "{\"usd\": 120}", outcome, approval).run();
  }
}
