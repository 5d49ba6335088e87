/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.SampleRun;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

  @Test
  void file_isReadWhole() {
    Definition definition =
        Evals.of(
                """
                evals:
                  - name: refund-approved
                    select:
                      agent: [support-*, sales]
                      status: ok
                      tags: {prompt.version: "7"}
                      sample: 0.25
                    target: tool_call
                    check: {type: json, of: arguments}
                    threshold: 0.8
                    schedule: {cron: "0 2 * * *", zone: Europe/Berlin, over: 7d}
                    budget_usd: 2.50
                """)
            .all()
            .get(0);
    assertThat(definition.name()).isEqualTo("refund-approved");
    assertThat(definition.target()).isEqualTo(Target.Kind.TOOL_CALL);
    assertThat(definition.threshold()).isEqualTo(0.8);
    assertThat(definition.budgetUsd()).isEqualByComparingTo(new BigDecimal("2.50"));
    assertThat(definition.select().sample().weight()).isEqualTo(4);
    Schedule schedule = Objects.requireNonNull(definition.schedule());
    assertThat(schedule.over()).isEqualTo(Duration.ofDays(7));
    // 2 o'clock in Berlin, in winter
    assertThat(schedule.notAfter(Instant.parse("2026-11-24T12:00:00Z")))
        .contains(Instant.parse("2026-11-24T01:00:00Z"));
    assertThat(schedule.notAfter(Instant.parse("2026-11-24T01:00:00Z")))
        .contains(Instant.parse("2026-11-24T01:00:00Z"));
  }

  @Test
  void mistakes_areToldAllAtOnce_withPlaceAndRemedy() {
    String yaml =
        """
        evals:
          - name: Refund
            target: runs
            check: {type: contains}
          - name: one
            chek: {type: json}
            check: {type: jsno}
          - name: two
            threshold: 0
            check:
              type: latency
              at_most: soon
              tool: x
        """;
    assertThatThrownBy(() -> Evals.of(yaml))
        .isInstanceOfSatisfying(
            InvalidDefinitionsException.class,
            e ->
                assertThat(e.mistakes())
                    .extracting(Mistake::line)
                    .containsExactly(2, 3, 4, 6, 7, 9, 12, 13))
        .hasMessageContaining("evals.yaml:2:5: name: must be its name: lower-case letters")
        .hasMessageContaining("evals.yaml:3:5: target: must be one of run, step, tool_call")
        .hasMessageContaining("evals.yaml:4:5: check: text is missing: add it")
        .hasMessageContaining("evals.yaml:6:5: chek is not a key here: known are name, select")
        .hasMessageContaining("must be one of exact, normalised")
        .hasMessageContaining("evals.yaml:9:5: threshold: must be above 0 (score from which on")
        .hasMessageContaining("evals.yaml:12:7: at_most: must be a whole number and its unit")
        .hasMessageContaining(
            "evals.yaml:13:7: check: tool is not a key here: known are type, not, weight, at_most");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, check: {type: regex, pattern: '('}} | is not a regular expression",
        "{name: a, check: {type: json, of: result}} | a run has no result: change of, or target",
        "{name: a, target: step, check: {type: tool_used, tool: x}} | a step has no tool calls: set target to run",
        "{name: a, check: {type: custom, name: nobody}} | no evaluator is named nobody on the class path: known are",
        "{name: a, check: {type: custom, name: length}} | with.most must be a number of characters: add it",
        "{name: a, check: {type: json}, schedule: {cron: '61 * * * *'}} | schedule:",
        "{name: a, check: {type: json}, schedule: {cron: '0 2 * * *', compare: {reference: yesterday}}} | schedule: yesterday is not one key=value: write from=2026-11-20",
        "{name: a, check: {type: json}, schedule: {cron: '0 2 * * *', compare: {margin: 0}}} | margin: must be above 0",
        "{name: a, check: {type: json}, schedule: {cron: '0 2 * * *', zone: Berlin}} | is not a time zone: write an IANA name",
        "{name: a, check: {type: tool_used, tool: x, arguments: {n: {at_least: many}}}} | at_least must be a number",
        "{name: a, name: b, check: {type: json}} | name is written twice: keep one",
        "{name: a, check: {type: all, checks: [{type: json}, {type: regex, pattern: '['}]}} | is not a regular expression",
      })
  void mistakeThatOnlyTheCheckKnows_isTold(String eval, String told) {
    assertThatThrownBy(() -> Evals.of("evals:\n  - " + eval))
        .isInstanceOf(InvalidDefinitionsException.class)
        .hasMessageContaining("evals.yaml:2:")
        .hasMessageContaining(told);
  }

  @Test
  void examples_canBeUsed() {
    assertThat(Definitions.ofFiles(List.of(Path.of("examples")), CustomChecks.onClassPath()).all())
        .hasSizeGreaterThan(3);
  }

  @Test
  void twoOfOneName_inTwoFiles_areTold() {
    String yaml = "evals: [{name: a, check: {type: json}}]";
    assertThatThrownBy(
            () ->
                Definitions.of(Map.of("x.yaml", yaml, "y.yaml", yaml), CustomChecks.onClassPath()))
        .hasMessageContaining("name a is taken in");
  }

  @Test
  void notYaml_emptyAndTooDeep_areTold() {
    assertThatThrownBy(() -> Evals.of("evals: [")).hasMessageContaining("is not YAML");
    assertThatThrownBy(() -> Evals.of("")).hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> Evals.of("a: &a [*a]")).hasMessageContaining("too deep");
  }

  @Test
  void custom_isFoundAndScores() {
    assertThat(
            Evals.score(
                "{type: custom, name: length, with: {most: 5}}", SampleRun.answering("four")))
        .isEqualTo(1);
  }

  @Test
  void version_changesWithWhatMakesScoresOnly() {
    String first = version("{name: a, check: {type: contains, text: x}}");
    assertThat(version("{check: {text: x, type: contains}, name: a, select: {sample: 0.5}}"))
        .isEqualTo(first);
    assertThat(version("{name: a, check: {type: contains, text: y}}")).isNotEqualTo(first);
    assertThat(version("{name: a, threshold: 0.5, check: {type: contains, text: x}}"))
        .isNotEqualTo(first);
  }

  @Test
  void json_isReadBackAsTheSame() {
    Definitions written = Evals.of("evals: [{name: a, check: {type: cost, at_most_usd: 0.10}}]");
    Definitions read = Definitions.ofJson(written.json(), CustomChecks.onClassPath());
    assertThat(read.versions()).isEqualTo(written.versions());
  }

  @Test
  void sample_isTheSameRunsAlways_aboutItsShare_andPartOfALarger() {
    List<String> runs = IntStream.range(0, 20_000).mapToObj(i -> "run-" + i).toList();
    Sample tenth = new Sample(0.1);
    Sample half = new Sample(0.5);
    List<String> sampled = runs.stream().filter(tenth::has).toList();
    // 2,000 expected; four standard deviations are 170
    assertThat(sampled.size()).isBetween(1_830, 2_170);
    assertThat(sampled).allMatch(half::has);
    assertThat(runs).allMatch(Sample.ALL::has);
  }

  @Test
  void selector_selectsByWhatItNames() {
    RecordedRun run = SampleRun.of().agent("support-eu").tags(Map.of("prompt.version", "7")).run();
    assertThat(selects("{agent: support-*}", run)).isTrue();
    assertThat(selects("{agent: sales}", run)).isFalse();
    assertThat(selects("{model: [gpt-5, gpt-4o-*]}", run)).isTrue();
    assertThat(selects("{status: error}", run)).isFalse();
    assertThat(selects("{tags: {prompt.version: '7'}}", run)).isTrue();
    assertThat(selects("{tags: {prompt.version: '8'}}", run)).isFalse();
    assertThat(selects("{tags: {other: '*'}}", run)).isFalse();
    assertThat(selects("{}", SampleRun.of().ending("running").run())).isFalse();
  }

  private static boolean selects(String select, RecordedRun run) {
    return Evals.of("evals: [{name: a, select: " + select + ", check: {type: json}}]")
        .all()
        .get(0)
        .select()
        .selects(run);
  }

  private static String version(String eval) {
    return Evals.of("evals: [" + eval + "]").all().get(0).version();
  }
}
