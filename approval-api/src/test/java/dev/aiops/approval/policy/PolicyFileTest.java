/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

  @Test
  void leastBudget_hasTheDefaults() {
    Budget budget = only("budgets:\n  - {name: all, daily_cap: 0.000000001}\n");
    assertThat(budget.dailyCap()).isEqualTo(1);
    assertThat(budget.zone().getId()).isEqualTo("Z");
    assertThat(budget.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(budget.leaseValidity()).hasSeconds(120);
    assertThat(budget.maxLease()).isNull();
    assertThat(budget.unknownPrice().ceiling()).isNull();
    assertThat(budget.raisedBy()).isEmpty();
  }

  @Test
  void manyMistakes_areReportedTogetherWithTheirPlace() {
    assertThat(
            mistakes(
                """
                budgets:
                  - name: Red Team
                    daily_cap: 0
                    zone: Mars/Olympus
                    daily_cap: 5
                    colour: red
                  - name: blue
                    daily_cap: 10.0000000001
                    match: {team: "[ab]"}
                roles: []
                """))
        .containsExactly(
            "p.yaml:2:11: name is not a name: write 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning"
                + " with a letter or digit",
            "p.yaml:3:16: daily_cap must be above 0 and at most 1000000000 dollars: to stop all"
                + " calls, halt the budget instead",
            "p.yaml:4:11: zone is not a time zone: write an IANA name, as Europe/Berlin",
            "p.yaml:5:5: daily_cap is written twice: keep one",
            "p.yaml:6:5: colour is not a key here: known are name, match, daily_cap, zone, mode,"
                + " unknown_price, max_lease, lease_seconds, inject_max_tokens, raised_by, spend_guard",
            "p.yaml:8:16: daily_cap has more than 9 decimals: money is counted in nano-dollars,"
                + " round it up",
            "p.yaml:9:19: team is not a pattern: only * and ? have a meaning, and [ ] { } \\ ! are"
                + " not allowed; write several patterns as a list",
            "p.yaml:10:1: roles is not a key here: known are budgets, approvals");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "daily_cap: -5            | daily_cap is not an amount of dollars",
        "daily_cap: $5            | daily_cap is not an amount of dollars",
        "daily_cap: '5,00'        | daily_cap is not an amount of dollars",
        "daily_cap: 1e3           | daily_cap is not an amount of dollars",
        "daily_cap: 50000000000   | daily_cap is above 1000000000 dollars",
        "daily_cap: [5]           | daily_cap must be a single value",
        "max_lease: 11            | max_lease is above the daily cap",
        "max_lease: 0             | max_lease must be above 0",
        "lease_seconds: 0         | lease_seconds must be 10 to 3600 seconds",
        "lease_seconds: 2m        | lease_seconds is not a whole number",
        "inject_max_tokens: 0     | inject_max_tokens must be 1 to 10000000 tokens",
        "mode: warn               | mode must be enforce or observe",
        "raised_by: [Finance]     | raised_by is not a name",
        "match: production        | match must be a map",
        "match: {team: ''}        | team is not a pattern",
        "unknown_price: free      | unknown_price must be refuse or a map of ceiling prices",
        "unknown_price: {input_per_million: 0.000003, output_per_million: 1}|input_per_million is below 0.001 dollars per million tokens",
        "unknown_price: {input_per_million: 3, output_per_million: 200000}|output_per_million is above 100000 dollars per million tokens",
        "unknown_price: {input_per_million: 3}|output_per_million is missing",
        "spend_guard: {dollars_per_hour: 11}|dollars_per_hour is above the daily cap",
        "spend_guard: {dollars_per_hour: 0}|dollars_per_hour must be above 0",
        "spend_guard: {same_tool_calls: 1}|same_tool_calls must be 2 to 1000000 calls"
      })
  void oneMistake_saysTheRuleAtItsPlace(String line, String text) {
    String cap = line.startsWith("daily_cap") ? "" : "    daily_cap: 10\n";
    List<String> mistakes = mistakes("budgets:\n  - name: red\n" + cap + "    " + line + "\n");
    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.get(0))
        .startsWith("p.yaml:")
        .contains(text)
        .containsPattern(":[34]:[0-9]+: ");
  }

  @Test
  void sameNameTwice_isRefused() {
    assertThat(mistakes("budgets:\n  - {name: a, daily_cap: 1}\n  - {name: a, daily_cap: 2}\n"))
        .containsExactly("p.yaml:3:5: name a is taken by another budget: rename one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                  | the file is empty: write budgets: [] to cap nothing",
        "'{}'                | budgets is missing: add it",
        "'budgets: 5'        | budgets must be a list",
        "'hello'             | the file must be a map",
        "'budgets: [{]'      | is not YAML",
        "'a: *nowhere'       | is not YAML"
      })
  void otherFiles_areRefused(String yaml, String text) {
    assertThat(mistakes(yaml)).anySatisfy(mistake -> assertThat(mistake).contains(text));
  }

  @Test
  void emptyList_capsNothing() {
    assertThat(PolicyFile.read("p.yaml", "budgets: []").budgets()).isEmpty();
  }

  private static Budget only(String yaml) {
    return PolicyFile.read("p.yaml", yaml).budgets().get(0);
  }

  private static List<String> mistakes(String yaml) {
    return catchThrowableOfType(InvalidPolicyException.class, () -> PolicyFile.read("p.yaml", yaml))
        .mistakes()
        .stream()
        .map(Mistake::toString)
        .toList();
  }
}
