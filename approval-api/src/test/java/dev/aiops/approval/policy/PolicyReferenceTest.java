/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Caller;
import dev.aiops.approval.budget.Mode;
import dev.aiops.approval.budget.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents say what the code does. */
class PolicyReferenceTest {

  @Test
  void reference_hasEveryKeyAsTheCodeKnowsIt() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("POLICY.md")).stream().filter(l -> l.startsWith("| `")).toList();
    assertThat(rows).containsExactlyElementsOf(Arrays.stream(Key.values()).map(Key::row).toList());
  }

  @Test
  void example_isValidAndCoversWhatItSays() throws IOException {
    Policy policy = PolicyFile.read("example", Files.readString(Path.of("policy.example.yaml")));
    Caller chat = new Caller("support-web", "helper", "cx", "production", "", "gpt-5-preview");
    Caller lab = new Caller("lab", "probe", "research", "dev", "", "gpt-5-preview");
    assertThat(policy.covering(chat))
        .extracting("name")
        .containsExactly("all-agents", "support-live");
    assertThat(policy.covering(lab))
        .extracting("name")
        .containsExactly("all-agents", "experiments");
  }

  @Test
  void policyOfTheFirstStart_refusesNothingButTheDemosBacklogAndJudges() throws IOException {
    Policy policy = PolicyFile.read("start", Files.readString(Path.of("policy.start.yaml")));
    assertThat(policy.budgets()).extracting("name").containsExactly("everything", "demo", "evals");
    assertThat(policy.budgets())
        .extracting("mode")
        .containsExactly(Mode.OBSERVE, Mode.ENFORCE, Mode.ENFORCE);
    assertThat(policy.covering(new Caller("", "", "", "", "", "")))
        .extracting("name")
        .containsExactly("everything");
  }

  @Test
  void policyOfTheFirstStart_holdsNothingButTheDemosRefunds() throws IOException {
    Policy policy = PolicyFile.read("start", Files.readString(Path.of("policy.start.yaml")));
    assertThat(policy.approvals())
        .extracting("name")
        .containsExactly("refunds-above-1000", "refunds-above-100");
    assertThat(policy.approvals())
        .allMatch(rule -> rule.mayCover("support-desk", "demo", "any team"))
        .noneMatch(rule -> rule.mayCover("support-desk", "production", ""))
        .noneMatch(rule -> rule.mayCover("shop", "demo", ""));
  }

  @Test
  void comments_doNotChangeTheVersion() throws IOException {
    String text = Files.readString(Path.of("policy.example.yaml"));
    Policy with = PolicyFile.read("a", text);
    Policy without = PolicyFile.read("b", text.replaceAll("(?m)#.*$", ""));
    assertThat(with.version()).isEqualTo(without.version()).hasSize(64);
  }
}
