/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files that Grafana loads are what their sources say. After a change of a source they are
 * written by {@code mvn -pl grafana test -Dtest=GeneratedFilesTest -Dgrafana.write=true}.
 */
class GeneratedFilesTest {

  private static final boolean WRITE = Boolean.getBoolean("aiops.grafana.write");
  private static final Path SHARED = Path.of("boards", "shared.sql");

  @Test
  void dashboards_areAsTheirSourcesSay() throws IOException {
    Properties thresholds = AlertFile.thresholds();
    for (Path source : sources()) {
      String name = source.getFileName().toString().replace(".sql", ".json");
      hold(Path.of("dashboards", name), Board.json(source, SHARED, thresholds));
    }
  }

  @Test
  void dashboards_haveASourceEach() throws IOException {
    assertThat(names("dashboards", ".json")).isEqualTo(names("boards", ".sql", "shared"));
  }

  @Test
  void alerts_areAsTheirSourceSays() throws IOException {
    hold(Path.of("provisioning", "alerting", "aiops.yaml"), AlertFile.yaml(SHARED));
  }

  private static void hold(Path file, String text) throws IOException {
    if (WRITE) {
      Files.writeString(file, text);
    }
    assertThat(file).as("write it anew, as the Javadoc of this test says").hasContent(text);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("boards"))) {
      return files.filter(file -> !file.equals(SHARED)).sorted().toList();
    }
  }

  private static List<String> names(String folder, String ending, String... except)
      throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .map(file -> file.getFileName().toString().replace(ending, ""))
          .filter(name -> !List.of(except).contains(name))
          .sorted()
          .toList();
    }
  }
}
