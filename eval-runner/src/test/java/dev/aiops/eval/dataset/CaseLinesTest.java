/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseLinesTest {

  @Test
  void read_idsExpectationsAndEmptyLines() {
    List<Case> cases =
        CaseLines.read(
            "a.jsonl",
            List.of(
                "{\"id\": \"q1\", \"input\": \"Why?\", \"expected\": {\"answer\": \"So.\", \"tools\": [\"a\"]}}",
                "",
                "{\"input\": \"How?\", \"expected\": \"Thus.\"}",
                "{\"input\": \"When?\"}"));
    assertThat(cases).extracting(Case::id).startsWith("q1").doesNotHaveDuplicates().hasSize(3);
    assertThat(cases.get(1).expected()).hasToString("{\"answer\":\"Thus.\"}");
    assertThat(cases.get(2).expected()).isEmpty();
    assertThat(CaseLines.read("b", cases.stream().map(CaseLines::line).toList())).isEqualTo(cases);
  }

  @Test
  void read_mistakes_areAllToldByLine() {
    assertThatThrownBy(
            () ->
                CaseLines.read(
                    "a.jsonl",
                    List.of(
                        "{\"input\": 1}",
                        "{nope",
                        "{\"input\": \"x\", \"expect\": {}}",
                        "{\"input\": \"x\", \"expected\": [1]}")))
        .hasMessageContaining("a.jsonl:1: input is missing or no text")
        .hasMessageContaining("a.jsonl:2: is not JSON")
        .hasMessageContaining("a.jsonl:3: expect is not a key here: known are id, input, expected")
        .hasMessageContaining("a.jsonl:4: expected must be a text or an object")
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> CaseLines.read("a.jsonl", List.of()))
        .hasMessage("a.jsonl has no case: write one JSON object a line");
  }
}
