/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.eval.judge.Label;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelCsvTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void table_isReadBackAsTheSame() {
    List<HumanLabel> labels =
        List.of(
            label("says \"thanks\", and\nmore", Label.PASS),
            label("=HYPERLINK(1)", Label.FAIL),
            label("-1 for the tone", Label.UNKNOWN));
    String csv =
        LabelCsv.write(labels, List.of(new Unlabelled.Target("tone", "run", "r-9", "r-9")));
    assertThat(csv).contains("'=HYPERLINK(1)").contains("tone,run,r-9,r-9,,,,");
    assertThat(LabelCsv.read(new StringReader(csv), "", NOW)).isEqualTo(labels);
  }

  @Test
  void personAndTime_areThoseOfTheCommand_whereTheTableDoesNotSay() {
    String csv = "evaluator,target_kind,run_id,target_id,label\ntone,run,r-1,r-1,pass\n";
    assertThat(LabelCsv.read(new StringReader(csv), "ana", NOW))
        .containsExactly(new HumanLabel("tone", "run", "r-1", "r-1", Label.PASS, "", "ana", NOW));
  }

  @Test
  void mistakes_areToldByLine_andNothingIsTaken() {
    String csv =
        """
        evaluator,target_kind,run_id,target_id,label,reason,by,at
        tone,run,r-1,r-1,good,,ana,
        tone,session,r-1,r-1,pass,,ana,
        tone,run,,r-1,pass,,ana,
        tone,run,r-1,r-1,pass,,,
        tone,run,r-1,r-1,pass,,ana,yesterday
        tone,run,r-1,r-1,pass,,ana,
        """;
    assertThatThrownBy(() -> LabelCsv.read(new StringReader(csv), "", NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2: label must be pass, fail or unknown, got good")
        .hasMessageContaining("line 3: target_kind must be run, step or tool_call")
        .hasMessageContaining("line 4: run_id is empty")
        .hasMessageContaining("line 5: by is empty: say who labelled, or give --by NAME")
        .hasMessageContaining("line 6: Text 'yesterday'");
  }

  @Test
  void missingColumns_areTold() {
    assertThatThrownBy(() -> LabelCsv.read(new StringReader("run_id,label\nr,pass\n"), "", NOW))
        .hasMessageContaining("columns are missing: evaluator, target_kind, target_id");
  }

  private static HumanLabel label(String reason, Label label) {
    return new HumanLabel("tone", "run", "r-1", "r-1", label, reason, "ana", NOW);
  }
}
