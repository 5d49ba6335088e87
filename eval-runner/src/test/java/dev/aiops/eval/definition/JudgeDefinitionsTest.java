/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.eval.judge.Criterion;
import dev.aiops.eval.judge.JudgeSettings;
import dev.aiops.eval.judge.Provider;
import dev.aiops.eval.judge.Trust;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.SampleRun;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeDefinitionsTest {

  private static final String MODEL = "judge: {provider: openai, model: m-1}";

  @Test
  void judge_isReadWhole() {
    Definition definition =
        Evals.of(
                """
                evals:
                  - name: answers-follow-from-tools
                    check:
                      type: judge
                      criterion: faithfulness
                      judge:
                        provider: openai
                        model: qwen3-32b
                        base_url: http://127.0.0.1:8000/v1
                        key: OUR_KEY
                        structured: false
                        temperature: 0
                        timeout: 20s
                      votes: 3
                      guidance: Prices are in cents.
                    trust: {kappa: 0.7, labels: 50}
                """)
            .all()
            .get(0);
    assertThat(definition.judge())
        .isEqualTo(
            new JudgeSettings(
                Criterion.FAITHFULNESS,
                Provider.OPENAI,
                "qwen3-32b",
                URI.create("http://127.0.0.1:8000/v1"),
                "OUR_KEY",
                false,
                0.0,
                Duration.ofSeconds(20),
                3,
                "Prices are in cents."));
    assertThat(definition.trust()).isEqualTo(new Trust(0.7, 50));
  }

  @Test
  void judge_withoutMore_asksOnce_andIsTrustedAsUsual() {
    Definition definition = Evals.check("{type: judge, criterion: tone, " + MODEL + "}");
    JudgeSettings judge = Objects.requireNonNull(definition.judge());
    assertThat(judge.votes()).isEqualTo(1);
    assertThat(judge.keyVariable()).isEqualTo("OPENAI_API_KEY");
    assertThat(definition.trust()).isEqualTo(Trust.USUAL);
  }

  @Test
  void judge_ofAProviderOfOnesOwn_isRead() {
    JudgeSettings judge =
        Objects.requireNonNull(
            Evals.check(
                    "{type: judge, criterion: tone, judge: {provider: gateway, model: m, base_url: 'http://127.0.0.1:1'}}")
                .judge());
    assertThat(judge.provider().text()).isEqualTo("gateway");
    assertThat(judge.keyVariable()).isEqualTo("GATEWAY_KEY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: judge, criterion: tone} | judge is missing: add it",
        "{type: judge, criterion: taste, judge: {provider: openai, model: m}} | must be one of correctness, faithfulness",
        "{type: judge, criterion: tone, judge: {provider: acme, model: m}} | judge: no provider acme: write anthropic, bedrock, gateway, gemini, ollama, openai, or put",
        "{type: judge, criterion: tone, judge: {provider: openai}} | model is missing: add it",
        "{type: judge, criterion: tone, judge: {provider: openai, model: gpt-4o-latest}} | model: must be a model's pinned name",
        "{type: judge, criterion: tone, judge: {provider: openai, model: m, base_url: here}} | base_url: must be an address that begins with http",
        "{type: judge, criterion: tone, judge: {provider: bedrock, model: m, base_url: 'http://x'}} | bedrock takes no base_url: set what its SDK reads, such as AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
        "{type: judge, criterion: tone, judge: {provider: openai, model: m, timeout: 0s}} | timeout must be above 0: write 60s",
        "{type: judge, criterion: tone, judge: {provider: openai, model: m, key: AIOPS_CLICKHOUSE_PASSWORD}} | key: AIOPS_CLICKHOUSE_PASSWORD is AI Ops' own, and would be sent to the provider: put the provider's key into another variable",
        "{type: judge, criterion: tone, votes: 2, judge: {provider: openai, model: m}} | votes: must be one of 1, 3, 5, 7, 9",
        "{type: all, checks: [{type: judge, criterion: tone, judge: {provider: openai, model: m}}]} | give it a definition of its own",
      })
  void mistake_isToldAtItsLine(String check, String told) {
    assertThatThrownBy(() -> Evals.of("evals:\n  - name: a\n    check: " + check))
        .isInstanceOf(InvalidDefinitionsException.class)
        .hasMessageContaining("evals.yaml:3:")
        .hasMessageContaining(told);
  }

  @Test
  void criterionOfRuns_ofAToolCall_isTold() {
    assertThatThrownBy(
            () ->
                Evals.of(
                    "evals: [{name: a, target: step, check: {type: judge, criterion: tool_choice, "
                        + MODEL
                        + "}}]"))
        .hasMessageContaining("a step has nothing of tool_choice: set target to run");
  }

  @Test
  void trust_withoutAJudge_isTold() {
    assertThatThrownBy(
            () -> Evals.of("evals: [{name: a, trust: {kappa: 0.7}, check: {type: json}}]"))
        .hasMessageContaining("trust: the check is no judge: remove it");
  }

  @Test
  void version_changesWithTheModel_andNotWithWhatIsAskedOfIt() {
    String first = version("m-1", "");
    assertThat(version("m-2", "")).isNotEqualTo(first);
    assertThat(version("m-1", ", trust: {kappa: 0.9}")).isEqualTo(first);
  }

  private static String version(String model, String more) {
    return Evals.of(
            "evals: [{name: a, check: {type: judge, criterion: tone, judge: {provider: openai, model: "
                + model
                + "}}"
                + more
                + "}]")
        .all()
        .get(0)
        .version();
  }

  /** Else each judge would make work for the next. */
  @Test
  void runThatJudges_isNeverSelected() {
    Selector all = Evals.check("{type: errors}").select();
    RecordedRun judging = SampleRun.of().agent(JudgeSettings.AGENT).run();
    RecordedRun renamed = SampleRun.of().tags(Map.of(JudgeSettings.MARK, "tone")).run();
    assertThat(all.selects(judging)).isFalse();
    assertThat(all.selects(renamed)).isFalse();
    assertThat(all.selects(SampleRun.of().run())).isTrue();
  }
}
