/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.ApprovalRule.Reuse;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.log.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsFileTest {

  private static final String LEAST =
      "budgets: []\napprovals:\n  - {name: r, tools: refund*, approvers: [boss]}\n";

  @Test
  void leastRule_hasTheDefaults() {
    ApprovalRule rule = only(LEAST);
    assertThat(rule.when()).isNull();
    assertThat(rule.agents()).isEmpty();
    assertThat(rule.quorum()).isEqualTo(1);
    assertThat(rule.denyQuorum()).isEqualTo(1);
    assertThat(rule.requesterMayApprove()).isFalse();
    assertThat(rule.decideWithin()).isNull();
    assertThat(rule.useWithin()).isNull();
    assertThat(rule.waiting()).isEqualTo(Duration.ofSeconds(60));
    assertThat(rule.reuse()).isEqualTo(Reuse.RUN);
    assertThat(rule.critical()).isFalse();
    assertThat(rule.mayEdit()).isFalse();
    assertThat(rule.onDenial()).isEqualTo("A person declined this action.");
    assertThat(rule.outcomeWithin()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void everyKey_isRead() {
    ApprovalRule rule =
        only(
            """
            budgets: []
            approvals:
              - name: r
                tools: [refund*, "pay?ut"]
                agents: a*
                services: [s, t]
                environments: live
                teams: cx
                when: "args.amount > 100"
                approvers: [boss, finance]
                quorum: 2
                deny_quorum: 3
                requester_may_approve: true
                decide_within: 8h
                use_within: 5m
                wait: 0s
                reuse: service
                critical: true
                may_edit: true
                on_denial: No.
                outcome_within: 1d
            """);
    assertThat(rule.tools()).extracting("pattern").containsExactly("refund*", "pay?ut");
    assertThat(rule.services()).extracting("pattern").containsExactly("s", "t");
    assertThat(rule.when()).isEqualTo("args.amount > 100");
    assertThat(rule.approvers()).containsExactly("boss", "finance");
    assertThat(rule.quorum()).isEqualTo(2);
    assertThat(rule.denyQuorum()).isEqualTo(3);
    assertThat(rule.decideWithin()).isEqualTo(Duration.ofHours(8));
    assertThat(rule.useWithin()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rule.waiting()).isEqualTo(Duration.ZERO);
    assertThat(rule.reuse()).isEqualTo(Reuse.SERVICE);
    assertThat(rule.requesterMayApprove() && rule.critical() && rule.mayEdit()).isTrue();
    assertThat(rule.onDenial()).isEqualTo("No.");
    assertThat(rule.outcomeWithin()).isEqualTo(Duration.ofDays(1));
  }

  /** Versions in logs that were written before there were approvals. */
  @Test
  void policyWithoutApprovals_keepsItsVersionAndItsJson() {
    Policy none = PolicyFile.read("p.yaml", "budgets: []");
    assertThat(none.version())
        .isEqualTo("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
    assertThat(PolicyFile.read("p.yaml", "budgets: []\napprovals: []")).isEqualTo(none);
    String old = "{\"budgets\":[],\"version\":\"" + none.version() + "\"}";
    assertThat(Json.text(none)).isEqualTo(old);
    assertThat(Json.read(old, Policy.class)).isEqualTo(none);
  }

  @Test
  void policyWithApprovals_isReadBackTheSame() {
    Policy policy = PolicyFile.read("p.yaml", LEAST);
    assertThat(Json.read(Json.text(policy), Policy.class)).isEqualTo(policy);
    assertThat(policy.version()).hasSize(64);
    assertThat(PolicyFile.read("p.yaml", LEAST.replace("boss", "chef")).version())
        .isNotEqualTo(policy.version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tools: []                | :4:12: tools is an empty list: name one at least",
        "approvers: []            | :5:16: approvers is an empty list: name one at least",
        "approvers: [Boss]        | :5:17: approvers is not a name",
        "quorum: 0                | :6:13: quorum must be 1 to 20 people",
        "deny_quorum: 21          | :6:18: deny_quorum must be 1 to 20 people",
        "decide_within: 8 hours   | :6:20: decide_within is not a duration: write a whole number and its unit",
        "use_within: 0s           | :6:17: use_within must be 1s to 366d",
        "wait: 11m                | :6:11: wait must be at most 10m",
        "reuse: ever              | :6:12: reuse must be run or service",
        "critical: yes            | :6:15: critical must be true or false",
        "on_denial: ''            | :6:16: on_denial must have 1 to 500 characters",
        "outcome_within: -1s      | :6:21: outcome_within is not a duration",
        "colour: red              | :6:5: colour is not a key here: known are name, tools",
        "when: args.amount >      | :6:24: when is not CEL: mismatched input",
        "when: tool > 5           | :6:16: when is not CEL: found no matching overload",
        "when: 'tool > 5'         | :6:17: when is not CEL: found no matching overload",
        "when: amount > 5         | :6:11: when is not CEL: undeclared reference to 'amount'",
        "when: 1 + 1              | when is not CEL: expected type 'bool'",
        "when: ''                 | :6:11: when must have 1 to 2000 characters"
      })
  void oneMistake_saysTheRuleAtItsPlace(String line, String text) {
    String key = line.substring(0, line.indexOf(':'));
    String yaml =
        "budgets: []\napprovals:\n  - name: r\n"
            + (key.equals("tools") ? "    " + line : "    tools: refund*")
            + "\n"
            + (key.equals("approvers") ? "    " + line : "    approvers: [boss]")
            + "\n"
            + (key.equals("tools") || key.equals("approvers") ? "" : "    " + line + "\n");
    assertThat(mistakes(yaml)).first().asString().contains(text);
  }

  @Test
  void conditionInABlock_hasItsLine() {
    assertThat(
            mistakes(
                """
                budgets: []
                approvals:
                  - name: r
                    tools: refund*
                    approvers: [boss]
                    when: |
                      args.amount > 100 &&
                      tool > 5
                """))
        .singleElement()
        .asString()
        .startsWith("p.yaml:8:");
  }

  @Test
  void missingKeysAndSameNames_areReported() {
    assertThat(mistakes("budgets: []\napprovals:\n  - {name: r}\n"))
        .containsExactly(
            "p.yaml:3:5: tools is missing: add it", "p.yaml:3:5: approvers is missing: add it");
    assertThat(mistakes(LEAST + "  - {name: r, tools: x, approvers: y}\n"))
        .containsExactly("p.yaml:4:5: name r is taken by another rule: rename one");
    assertThat(mistakes("budgets: []\napprovals: 5\n"))
        .containsExactly("p.yaml:2:12: approvals must be a list: begin each with a dash");
  }

  private static ApprovalRule only(String yaml) {
    return PolicyFile.read("p.yaml", yaml).approvals().get(0);
  }

  private static List<String> mistakes(String yaml) {
    return catchThrowableOfType(InvalidPolicyException.class, () -> PolicyFile.read("p.yaml", yaml))
        .mistakes()
        .stream()
        .map(Mistake::toString)
        .toList();
  }
}
