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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolChecksTest {

  private static final RecordedRun RUN =
      SampleRun.of()
          .tool("lookup", "{\"order\": \"A-1\"}")
          .tool("lookup", "{\"order\": \"A-2\"}")
          .tool("mail", "{\"to\": \"ada\", \"text\": \"Your Order.\", \"copies\": 1.0}")
          .run();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: tool_used, tool: mail} | 1",
        "{type: tool_used, tool: refund} | 0",
        "{type: tool_used, tool: refund, not: true} | 1",
        "{type: tool_used, tool: lookup, arguments: {order: A-2}} | 1",
        "{type: tool_used, tool: lookup, arguments: {order: A-3}} | 0",
        "{type: tool_arguments, tool: lookup, arguments: {order: {regex: '^A-'}}} | 1",
        "{type: tool_arguments, tool: lookup, arguments: {order: A-1}} | 0",
        "{type: tool_order, tools: [lookup, mail]} | 1",
        "{type: tool_order, tools: [mail, lookup]} | 0",
        "{type: tool_used, tool: mail, arguments: {to: {one_of: [bob, ada]}, text: {normalised: your order}, copies: 1}} | 1",
        "{type: tool_used, tool: mail, arguments: {to: ada}} | 0",
        "{type: tool_used, tool: mail, arguments: {to: ada}, arguments_mode: superset} | 1",
        "{type: tool_used, tool: mail, arguments: {to: ada, text: {any: true}, copies: 1, bcc: {optional: eve}}} | 1",
        "{type: tool_used, tool: mail, arguments: {to: ada, text: {any: true}, copies: 1, bcc: eve}, arguments_mode: subset} | 1",
        "{type: tool_used, tool: mail, arguments: {copies: {at_most: 1}}, arguments_mode: superset} | 1",
        "{type: tool_used, tool: mail, arguments: {copies: {at_least: 2}}, arguments_mode: superset} | 0",
      })
  void tools_areScored(String check, double expected) {
    assertThat(score(check, RUN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "strict,lookup lookup mail,1",
    "strict,lookup mail lookup,0",
    "strict,lookup lookup,0",
    "unordered,mail lookup lookup,1",
    "unordered,mail mail lookup,0",
    "subset,mail lookup refund lookup,1",
    "subset,mail lookup,0",
    "superset,mail lookup,1",
    "superset,mail refund,0",
    "superset,lookup lookup lookup,0",
  })
  void trajectory_isComparedByItsMode(String mode, String calls, double expected) {
    String list = "[{tool: " + calls.replace(" ", "}, {tool: ") + "}]";
    assertThat(score("{type: trajectory, mode: " + mode + ", calls: " + list + "}", RUN))
        .isEqualTo(expected);
  }

  /** Taking the first call that fits would leave the second expected one without. */
  @Test
  void trajectory_unordered_findsThePairsThatThereAre() {
    String check =
        "{type: trajectory, mode: superset, calls: [{tool: lookup}, {tool: lookup, arguments: {order: A-1}}]}";
    assertThat(score(check, RUN)).isEqualTo(1);
  }

  @Test
  void trajectory_argumentsNotRecorded_isUnknownOnlyWhereTheyDecide() {
    RecordedRun run = SampleRun.of().tool("lookup", null).run();
    String expected = "calls: [{tool: lookup, arguments: {order: A-1}}]}";
    assertThat(outcome("{type: trajectory, mode: strict, " + expected, run))
        .isInstanceOf(Unknown.class);
    RecordedRun other = SampleRun.of().tool("mail", null).run();
    assertThat(score("{type: trajectory, mode: strict, " + expected, other)).isZero();
  }

  @Test
  void toolArguments_neverCalled_doesNotApply() {
    assertThat(outcome("{type: tool_arguments, tool: refund, arguments: {usd: 1}}", RUN))
        .isInstanceOf(NotApplicable.class);
  }
}
