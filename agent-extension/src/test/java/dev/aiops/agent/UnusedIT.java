/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.example.quiet.PlainApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app that uses none of the libraries that are hooked, nor any other. */
class UnusedIT {

  @TempDir Path folder;

  @Test
  void appWithoutALibrary_seesAndShowsTheSame_andEndsTheSame() throws Exception {
    Path classes = Path.of("target", "test-classes").toAbsolutePath();
    AppJvm.Outcome alone = AppJvm.plain(folder).onlyClasses(classes).run(PlainApp.class);
    AppJvm.Outcome under = AppJvm.withAgent(folder).onlyClasses(classes).run(PlainApp.class);

    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.printed()).contains("answer: ok", "3 requests by 1 connections");
    // upstream's: a request of the app goes on with a trace that may have begun elsewhere
    assertThat(under.printed())
        .extracting(line -> line.replace("Traceparent, ", ""))
        .isEqualTo(alone.printed());
    assertThat(under.exitCode()).isEqualTo(alone.exitCode());
    assertThat(under.warnings()).allMatch(line -> line.contains("cannot reach ClickHouse"));
    assertThat(under.logged()).containsAll(alone.logged());
  }
}
