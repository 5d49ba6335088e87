/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.GovernReply;
import dev.aiops.approval.budget.GrantReply.Reason;
import dev.aiops.approval.budget.LeaseReply.Problem;
import dev.aiops.approval.label.LabelReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {

  @Test
  void rules_areThoseOfTheContract() throws Exception {
    List<String> contract =
        Files.readAllLines(Path.of("contract/openapi.yaml")).stream()
            .filter(line -> line.matches(" {12}- [a-z_]+"))
            .map(line -> line.strip().substring(2))
            .toList();
    assertThat(Arrays.stream(Rule.values()).map(Rule::text)).isEqualTo(contract);
  }

  @Test
  void reasonsAndProblems_haveEachARule() {
    assertThat(Arrays.stream(Reason.values()).map(Rule::of)).doesNotContainNull();
    assertThat(Arrays.stream(GovernReply.Problem.values()).map(Rule::of)).doesNotContainNull();
    assertThat(Arrays.stream(LabelReply.Problem.values()).map(Rule::of)).doesNotContainNull();
    assertThat(Arrays.stream(Problem.values()).map(Rule::of)).doesNotContainNull();
  }
}
