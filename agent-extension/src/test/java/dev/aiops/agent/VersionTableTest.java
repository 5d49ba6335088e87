/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTableTest {

  private static final String FIRST_CASES =
      "| library | version | success | error | retry | stream | abandoned stream | cancel |";

  @Test
  void of_oneRowForEachVersion_sortedAsNumbers() {
    String table =
        VersionTable.of(
            List.of(
                "1\tlangchain4j\t1.13.0\tsuccess\tyes",
                "1\tlangchain4j\t1.8.0\tsuccess\tyes",
                "1\tlangchain4j\t1.8.0\tretry\tyes"));
    assertThat(table.lines())
        .satisfiesExactly(
            header -> assertThat(header).startsWith(FIRST_CASES),
            rule -> assertThat(rule).isEqualTo("|" + " --- |".repeat(11)),
            row ->
                assertThat(row).startsWith("| langchain4j | 1.8.0 | yes | not shown | yes | not"),
            row -> assertThat(row).startsWith("| langchain4j | 1.13.0 | yes | not shown | not"));
  }

  /** The table that is kept: whoever adds a version shows all of its cells, or says why not. */
  @Test
  void docs_haveNoCellThatNoTestHasShown() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "versions.md")).stream()
            .filter(line -> line.startsWith("| "))
            .toList();
    assertThat(rows)
        .hasSizeGreaterThan(2)
        .noneMatch(row -> row.contains("| not shown |") || row.contains("| NO |"));
  }

  @Test
  void of_laterRun_replacesTheEarlier() {
    String table = VersionTable.of(List.of("1\tl\t1\tsuccess\tNO", "2\tl\t1\tsuccess\tyes"));
    assertThat(table).contains("| l | 1 | yes |").doesNotContain("NO");
  }

  @Test
  void of_oneProofOfACaseFailed_isANo() {
    String table = VersionTable.of(List.of("1\tl\t1\tsuccess\tNO", "1\tl\t1\tsuccess\tyes"));
    assertThat(table).contains("| l | 1 | NO |");
  }

  @Test
  void of_caseThatDoesNotApply_saysWhyOnce() {
    String table =
        VersionTable.of(
            List.of("1\tl\t1\tsuccess\t– has no tools", "1\tl\t2\tsuccess\t– has no tools"));
    assertThat(table).contains("| l | 1 | – |").containsOnlyOnce("- l, success: has no tools");
  }
}
