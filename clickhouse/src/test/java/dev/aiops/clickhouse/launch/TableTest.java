/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void text_wordsAndNumbers_standLeftAndRight() {
    Table table = Table.of(Table.left("MODEL"), Table.right("CALLS"), Table.left("WHY"));
    table.add("gpt-5", "3", "").add("o4", "1,234", "slow");
    assertThat(table.text())
        .isEqualToNormalizingNewlines(
            """
            MODEL  CALLS  WHY
            gpt-5      3
            o4     1,234  slow
            """);
  }

  @Test
  void text_coloured_isAlignedByWhatIsSeen() {
    Ink ink = new Ink(true);
    Table table = Table.of(Table.left("STATUS"), Table.right("N"));
    table.add(ink.status("ok"), "1").add(ink.status("error"), "22");
    assertThat(table.text().replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualToNormalizingNewlines(
            """
            STATUS   N
            ok       1
            error   22
            """);
  }

  @Test
  void fitted_tooLongAValue_isCutUntilTheLineFits() {
    String text =
        Table.fitted(
            room ->
                Table.of(Table.left("RUN"), Table.left("WHY"))
                    .add("12345678", Text.cut("x".repeat(300), room)),
            200,
            10);
    assertThat(text.lines().skip(1))
        .singleElement()
        .satisfies(line -> assertThat(line).hasSize(Text.WIDTH).endsWith("x…"));
  }

  @Test
  void add_wrongNumberOfCells_fails() {
    assertThatThrownBy(() -> Table.of(Table.left("A")).add("1", "2"))
        .hasMessageContaining("a row has 1 cells");
  }
}
