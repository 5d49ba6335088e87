/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.PanelQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No dashboard that asks the log is without a test of its numbers, and no panel of evaluators. */
class GoldenTest {

  /** What evaluators say is drawn, and held to it, by {@code EvalsTest}, on whichever dashboard. */
  static final Set<String> OF_EVALUATORS =
      Set.of("Passed", "Regressions", "Quality by evaluator", "Scores");

  private static final String EVALS = "aiops-evals";

  /** How {@code EvalsTest} and {@code EvaluatorsTest} write whose panel they ask. */
  private static final Map<String, String> WRITTEN =
      Map.of(EVALS, "EVALS", "aiops-control-room", "ROOM", "aiops-run", "RUN");

  @Test
  void dashboards_haveATestOfTheirNumbersEach() throws ClassNotFoundException {
    for (Dashboard board : Dashboard.all()) {
      boolean asks = board.panels().stream().anyMatch(panel -> panel.has("targets"));
      if (asks) {
        hold(board.uid(), Class.forName("dev.aiops.grafana." + name(board.uid()) + "Test"));
      }
    }
  }

  @Test
  void panelsOfEvaluators_areAskedByTheirTests() throws IOException {
    String tests = source(EvalsTest.class) + source(EvaluatorsTest.class);
    assertThat(Dashboard.all().stream().flatMap(board -> board.queries().stream()))
        .filteredOn(GoldenTest::isOfEvaluators)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            query ->
                assertThat(tests)
                    .as(query.place() + ": say in EvalsTest or EvaluatorsTest what it must show")
                    .contains(
                        "(" + WRITTEN.get(query.dashboard()) + ", \"" + query.title() + "\""));
  }

  private static boolean isOfEvaluators(PanelQuery query) {
    boolean isPanel = !List.of("variable", "annotation").contains(query.type());
    return isPanel && (query.dashboard().equals(EVALS) || OF_EVALUATORS.contains(query.title()));
  }

  private static String source(Class<?> test) throws IOException {
    return Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
  }

  private static void hold(String uid, Class<?> test) {
    assertThat(BoardTest.uid(test)).isEqualTo(uid);
    assertThat(uid.equals(EVALS) || BoardTest.class.isAssignableFrom(test)).as(uid).isTrue();
  }

  private static String name(String uid) {
    return Arrays.stream(uid.replaceFirst("^aiops-", "").split("-", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
