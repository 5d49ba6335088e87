/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VersionTableTest {

  /** The artifact that tells the version of each. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "anthropic-java", "anthropic-java-core",
          "bedrockruntime", "bedrockruntime",
          "google-adk", "google-adk",
          "google-genai", "google-genai",
          "langchain4j", "langchain4j",
          "mcp-sdk", "mcp-core",
          "openai-java", "openai-java-core",
          "spring-ai", "spring-ai-model");

  /** Of which there is no more than the core and the HTTP client. */
  private static final String NEWER_CORE_OF_LANGCHAIN4J = "1.23.0";

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
    assertThat(rows())
        .hasSizeGreaterThan(LIBRARIES.size())
        .noneMatch(row -> row.contains("| not shown |") || row.contains("| NO |"));
  }

  /** The oldest that is stated, one in between, and the one that the hooks are built for. */
  @Test
  void docs_haveThreeVersionsOfEachLibraryAtLeast_andTheNewestIsTheOneWeBuildFor()
      throws IOException {
    Map<String, List<String>> versions =
        rows().stream()
            .map(row -> row.split(" \\| ", -1))
            .collect(
                Collectors.groupingBy(
                    row -> row[0].substring(2), Collectors.mapping(row -> row[1], toList())));
    assertThat(versions).containsOnlyKeys(LIBRARIES.keySet());
    LIBRARIES.forEach(
        (library, artifact) ->
            assertThat(versions.get(library))
                .as(library)
                .hasSizeGreaterThanOrEqualTo(3)
                .endsWith(
                    library.equals("langchain4j")
                        ? NEWER_CORE_OF_LANGCHAIN4J
                        : VersionMatrix.newest(artifact)));
    assertThat(versions.get("langchain4j")).contains(VersionMatrix.newest("langchain4j"));
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "versions.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| library |"))
        .filter(line -> !line.startsWith("| --- |"))
        .toList();
  }

  @Test
  void cell_isWhatTheTableSaysOfTheCase_emptyWithoutARow() {
    List<String> table =
        VersionTable.of(List.of("1\tl\t1.1\tsuccess\tyes", "1\tl\t1.1\tcancel\t– cannot"))
            .lines()
            .toList();
    assertThat(VersionTable.cell(table, "l", "1.1", "success")).isEqualTo("yes");
    assertThat(VersionTable.cell(table, "l", "1.1", "cancel")).isEqualTo("–");
    assertThat(VersionTable.cell(table, "l", "1.1", "retry")).isEqualTo("not shown");
    assertThat(VersionTable.cell(table, "l", "1", "success")).isEmpty();
  }

  @Test
  void into_leavesWhatIsBeforeTheTable() {
    String table = VersionTable.of(List.of("1\tl\t2\tsuccess\tyes"));
    String docs = "# Versions\n\n" + VersionTable.of(List.of("1\tl\t1\tsuccess\t– cannot"));
    assertThat(VersionTable.into(docs, table)).isEqualTo("# Versions\n\n" + table);
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
