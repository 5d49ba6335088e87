/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.query.Dashboard;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No dashboard that asks the log is without a test of its numbers. */
class GoldenTest {

  /** What evaluators say is drawn, and held to it, by {@code EvalsTest}, on whichever dashboard. */
  static final Set<String> OF_EVALUATORS =
      Set.of("Passed", "Regressions", "Quality by evaluator", "Scores");

  private static final String EVALS = "aiops-evals";

  @Test
  void dashboards_haveATestOfTheirNumbersEach() throws ClassNotFoundException {
    for (Dashboard board : Dashboard.all()) {
      boolean asks = board.panels().stream().anyMatch(panel -> panel.has("targets"));
      if (asks) {
        hold(board.uid(), Class.forName("dev.aiops.grafana." + name(board.uid()) + "Test"));
      }
    }
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
