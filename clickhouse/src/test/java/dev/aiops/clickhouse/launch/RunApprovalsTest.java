/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedEvent;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads of runs that had to ask a person; none of them has a span yet. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunApprovalsTest {

  private static final String PAGE = "https://ops.example.com/approvals/";

  private final Instant start =
      Instant.now().minus(Duration.ofSeconds(90)).truncatedTo(ChronoUnit.SECONDS);
  private final Instant now = start.plusSeconds(40);
  private final TestDatabase database;
  private Path folder = Path.of("");
  private int seq;

  RunApprovalsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void seedOnce(@TempDir Path state) {
    folder = state;
    if (seq == 0) {
      seed();
    }
  }

  @Test
  void waitingRun_withoutASpan_namesWhatItWaitsForAndWhereThatIsDecided() {
    assertThat(oneLine(commands(Map.of("AIOPS_PUBLIC_URL", "https://ops.example.com/"))))
        .contains("status waiting ")
        .contains(
            "waits for a person: refund (rule refunds-above-100), asked for 40 s ago: apr_open "
                + PAGE
                + "apr_open ")
        .contains("waits for a person: wire (rule all-wires), asked for 30 s ago: apr_second ")
        .contains("No spans yet.")
        .doesNotContain("apr_denied", "apr_hostile");
  }

  @Test
  void waitingRun_whosePagesNobodyKnows_namesTheId() {
    assertThat(oneLine(commands(Map.of())))
        .contains(
            "asked for 40 s ago: apr_open, at the pages of approval-api, which is not running here");
  }

  @Test
  void decided_saysStateWhoWhenAndHowLong() {
    assertThat(run("run-decided"))
        .containsPattern(
            "approval +refund \\(rule refunds-above-100\\): EXECUTED by eva, jo at "
                + Text.time(start.plusMillis(1_500))
                + " UTC, after 1\\.5 s: apr_run\\R")
        .containsPattern("approval +refund .*: DENIED by eva at .* after 500 ms: apr_denied\\R")
        .doesNotContain("waits");
  }

  @Test
  void textThatSteersATerminal_isShownAsWhatItIs() {
    assertThat(run("run-hostile"))
        .contains("\\u{1b}[2J\\u{202e}tool (rule \\u{1b}[31mred)", "by \\u{1b}[1mmallory at")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void runThatAskedNobody_hasNoLineOfIt() {
    assertThat(run("run-free")).contains("ok").doesNotContain("waits", "approval");
  }

  @Test
  void logWithoutApprovals_showsTheRunAndSaysThatTheyAreNotKnown() {
    database.execute("RENAME TABLE control_log TO control_log_away");
    try {
      assertThat(run("run-waits"))
          .containsPattern("status +waiting\\R")
          .containsPattern("approvals +not known: ")
          .contains("Run ./aiops migrate, or grant aiops_read what clickhouse/README.md lists.")
          .contains("No spans yet.")
          .doesNotContain("apr_open");
    } finally {
      database.execute("RENAME TABLE control_log_away TO control_log");
    }
  }

  @Test
  void runs_ofWhichSomeWait_sayWhereToReadForWhat() {
    assertThat(commands(Map.of()).done("runs"))
        .contains("waiting: for a person, ./aiops run ID says for what");
    assertThat(commands(Map.of()).done("runs", "1")).doesNotContain("waiting");
  }

  private String run(String id) {
    return commands(Map.of()).done("run", id);
  }

  /** Lines are broken where the terminal ends. */
  private static String oneLine(Commands commands) {
    return commands.done("run", "run-waits").replaceAll("\\s+", " ");
  }

  private Commands commands(Map<String, String> besides) {
    Map<String, String> environment =
        new HashMap<>(Commands.readingFrom(database, folder).state().environment());
    environment.putAll(besides);
    return new Commands(new State(folder, environment), () -> now);
  }

  private void seed() {
    asked("apr_open", 0, "run-waits", "refund", "refunds-above-100");
    asked("apr_second", 10_000, "run-waits", "wire", "all-wires");
    asked("apr_run", 0, "run-decided", "refund", "refunds-above-100");
    row("apr_run", 500, "approval_decided", "PENDING", "eva", "{}");
    row("apr_run", 1_500, "approval_decided", "PENDING", "jo", "{}");
    row("apr_run", 1_500, "approval_settled", "APPROVED", "jo", "{}");
    row("apr_run", 1_700, "approval_reported", "EXECUTED", "agents", "{}");
    asked("apr_denied", 2_000, "run-decided", "refund", "refunds-above-100");
    row("apr_denied", 2_500, "approval_decided", "PENDING", "eva", "{}");
    row("apr_denied", 2_500, "approval_settled", "DENIED", "eva", "{}");
    asked("apr_hostile", 0, "run-hostile", "\u001b[2J\u202etool", "\u001b[31mred");
    row("apr_hostile", 500, "approval_decided", "PENDING", "\u001b[1mmallory", "{}");
    row("apr_hostile", 500, "approval_settled", "DENIED", "\u001b[1mmallory", "{}");
    SeedEvent.insert(
        database.ingest(),
        SeedEvent.of("run-waits", start, "started", "running"),
        SeedEvent.of("run-waits", start.plusMillis(1), "waiting_approval", "running"),
        SeedEvent.of("run-decided", start, "started", "running"),
        SeedEvent.of("run-decided", start.plusMillis(3_000), "ended", "ok"),
        SeedEvent.of("run-hostile", start, "started", "running"),
        SeedEvent.of("run-hostile", start.plusMillis(3_000), "ended", "ok"),
        SeedEvent.of("run-free", start.plusMillis(10), "started", "running"),
        SeedEvent.of("run-free", start.plusMillis(20), "ended", "ok"));
  }

  private void asked(String id, int millis, String run, String tool, String rule) {
    row(
        id,
        millis,
        "approval_requested",
        "PENDING",
        "agents",
        """
        {"asked":{"id":"%s","run":"%s","action":{"service":"desk","tool":"%s","arguments":"{}"},"rule":{"name":"%s"}}}"""
            .formatted(id, run, json(tool), json(rule)));
  }

  private static String json(String text) {
    return text.replace("\u001b", "\\u001b");
  }

  private void row(String id, int millis, String kind, String state, String actor, String body) {
    seq++;
    database
        .control()
        .execute(
            "INSERT INTO control_log (seq, at, kind, entity, state_after, actor, body) VALUES"
                + " (%d, fromUnixTimestamp64Milli(toInt64(%d)), '%s', '%s', '%s', '%s', '%s')"
                    .formatted(
                        seq,
                        start.plusMillis(millis).toEpochMilli(),
                        kind,
                        id,
                        state,
                        actor,
                        body.replace("\\", "\\\\")));
  }
}
