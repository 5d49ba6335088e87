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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.example.quiet.PlainApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app that uses none of the libraries that are hooked, nor any other. */
class UnusedIT {

  /** Threads of ours, and two of the OpenTelemetry agent. */
  private static final String OURS = "aiops-.*|jmx_bean_finder|weak-ref-cleaner";

  @TempDir Path folder;

  @Test
  void appWithoutALibrary_seesAndShowsTheSame_andEndsTheSame() throws Exception {
    Path classes = Path.of("target", "test-classes").toAbsolutePath();
    AppJvm.Outcome alone = AppJvm.plain(folder).onlyClasses(classes).run(PlainApp.class);
    AppJvm.Outcome under = AppJvm.withAgent(folder).onlyClasses(classes).run(PlainApp.class);

    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.printed()).contains("answer: ok", "3 requests by 1 connections");
    // upstream's: a request of the app goes on with a trace that may have begun elsewhere
    assertThat(said(under))
        .extracting(line -> line.replace("Traceparent, ", ""))
        .isEqualTo(said(alone));
    assertThat(under.exitCode()).isEqualTo(alone.exitCode());
    assertThat(under.warnings()).allMatch(line -> line.contains("cannot reach ClickHouse"));
    assertThat(under.logged()).containsAll(alone.logged());
    assertThat(daemons(under)).containsAll(daemons(alone));
    assertThat(added(daemons(under), daemons(alone))).allMatch(name -> name.matches(OURS));
    assertThat(spooled()).isNotEmpty().allMatch(file -> file.startsWith("otel_logs."));
  }

  /** What the app says, but for its threads that keep no JVM alive. */
  private static List<String> said(AppJvm.Outcome outcome) {
    return outcome.printed().stream().filter(line -> !line.startsWith(PlainApp.DAEMONS)).toList();
  }

  /** By their names without numbers: how many workers a pool has is up to it. */
  private static Set<String> daemons(AppJvm.Outcome outcome) {
    String line =
        outcome.printed().stream()
            .filter(printed -> printed.startsWith(PlainApp.DAEMONS))
            .findFirst()
            .orElseThrow();
    String names = line.substring(PlainApp.DAEMONS.length() + 1, line.length() - 1);
    return new TreeSet<>(List.of(names.replaceAll("[0-9]+", "#").split(", ")));
  }

  private static Set<String> added(Set<String> names, Set<String> before) {
    Set<String> added = new TreeSet<>(names);
    added.removeAll(before);
    return added;
  }

  /** What waits to be sent, by the names of its files, which begin with that of the table. */
  private List<String> spooled() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".spool"))
          .toList();
    }
  }
}
