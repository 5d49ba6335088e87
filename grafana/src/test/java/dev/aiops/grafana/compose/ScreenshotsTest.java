/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.Program;
import dev.aiops.grafana.query.Dashboard;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What the script would take pictures of; it takes them where there is a Grafana, which is not
 * here.
 */
class ScreenshotsTest {

  @Test
  void plan_hasEveryDashboardAndEveryPanel_eachInAFileOfItsOwn() {
    Program.Outcome plan =
        new Program(ComposeFile.ROOT.resolve("docker/screenshots"))
            .run(List.of("node", "shoot.mjs", "--plan"));
    assertThat(plan.code()).as(plan.out()).isZero();
    List<String> lines = plan.out().lines().toList();
    assertThat(lines).extracting(line -> line.split(" ", 2)[0]).doesNotHaveDuplicates();
    for (Dashboard board : Dashboard.all()) {
      assertThat(lines).anyMatch(line -> line.contains(" /d/" + board.uid() + "?kiosk&from="));
      panels(board)
          .forEach(
              id ->
                  assertThat(lines)
                      .anyMatch(
                          line ->
                              line.contains(" /d-solo/" + board.uid() + "?panelId=" + id + "&")));
    }
    assertThat(lines.stream().filter(line -> line.contains("/d-solo/")))
        .hasSize(Dashboard.all().stream().mapToInt(board -> panels(board).size()).sum());
  }

  @Test
  void plan_ofTheRunDashboard_namesARun() {
    Program.Outcome plan =
        new Program(ComposeFile.ROOT.resolve("docker/screenshots"))
            .run(List.of("node", "shoot.mjs", "--plan"));
    assertThat(plan.out().lines().filter(line -> line.contains("aiops-run?")))
        .isNotEmpty()
        .allMatch(line -> line.contains("&var-run=newest"));
  }

  private static List<String> panels(Dashboard board) {
    return StreamSupport.stream(board.json().get("panels").spliterator(), false)
        .filter(panel -> !panel.get("type").asText().equals("row"))
        .map(panel -> panel.get("id").asText())
        .toList();
  }
}
