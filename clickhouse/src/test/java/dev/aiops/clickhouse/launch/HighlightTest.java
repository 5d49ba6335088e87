/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.read.RunSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighlightTest {

  private static final RunSummary PLAIN = Summaries.run("plain", "ok", 1, 0, 0, 0);
  private static final RunSummary FAILED = Summaries.run("failed", "error", 1, 0, 2, 0);
  private static final RunSummary TOOLS = Summaries.run("tools", "ok", 3, 2, 0, 0);
  private static final RunSummary FELL_BACK = Summaries.run("fell back", "ok", 4, 2, 3, 2);

  @Test
  void of_many_isTheOneThatFellBackAndUsedTools() {
    Highlight highlight = Highlight.of(List.of(PLAIN, FELL_BACK, TOOLS, FAILED)).orElseThrow();
    assertThat(highlight.run()).isEqualTo(FELL_BACK);
    assertThat(highlight.why())
        .isEqualTo("it fell back to another model twice, retried 3 times and called 2 tools");
  }

  @Test
  void of_plainAndFailed_isTheFailed() {
    Highlight highlight = Highlight.of(List.of(FAILED, PLAIN)).orElseThrow();
    assertThat(highlight.run()).isEqualTo(FAILED);
    assertThat(highlight.why()).isEqualTo("it failed and retried twice");
  }

  @Test
  void of_plainOnes_isTheOneWithMostSteps() {
    RunSummary longer = Summaries.run("longer", "ok", 9, 0, 0, 0);
    Highlight highlight = Highlight.of(List.of(PLAIN, longer, PLAIN)).orElseThrow();
    assertThat(highlight.run()).isEqualTo(longer);
    assertThat(highlight.why()).isEqualTo("it has the most steps");
  }

  @Test
  void of_none_isNone() {
    assertThat(Highlight.of(List.of())).isEmpty();
  }
}
