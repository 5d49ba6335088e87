/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Runs commands as the script does and gives what a user reads. */
record Commands(State state, InstantSource clock) {

  /** Of a user who reads a test's database as a server of their own. */
  static Commands readingFrom(TestDatabase database, Path folder) {
    Map<String, String> environment =
        Map.of(
            "AIOPS_CLICKHOUSE_URL", database.url().toString(),
            "AIOPS_CLICKHOUSE_DATABASE", database.database(),
            "AIOPS_CLICKHOUSE_USER", Users.READ,
            "AIOPS_CLICKHOUSE_PASSWORD", database.read().password());
    return new Commands(new State(folder, environment), InstantSource.system());
  }

  /** Standard output of a command that does what was asked. */
  String done(String... args) {
    Outcome outcome = run(args);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  /** Standard error of a command that cannot. */
  String refused(String... args) {
    Outcome outcome = run(args);
    assertThat(outcome.code()).as(outcome.out()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("aiops: ");
    return outcome.err();
  }

  Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = new Launcher(state, utf8(out), utf8(err), clock).run(List.of(args));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream utf8(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  /** How a command ended and what it said. */
  record Outcome(int code, String out, String err) {}
}
