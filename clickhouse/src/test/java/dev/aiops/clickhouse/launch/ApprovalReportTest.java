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

/** What a user reads of actions that waited: one ran, one was denied, two wait. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalReportTest {

  private final Instant start =
      Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
  private final TestDatabase database;
  private Commands commands;
  private int seq;

  ApprovalReportTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void seedOnce(@TempDir Path folder) {
    Map<String, String> environment =
        new HashMap<>(Commands.readingFrom(database, folder).state().environment());
    environment.put("AIOPS_PUBLIC_URL", "https://ops.example.com/");
    commands = new Commands(new State(folder, environment), Instant::now);
    if (seq == 0) {
      seed();
    }
  }

  @Test
  void approvals_sayWhatWhoWhenAndHowLong() {
    String out = commands.done("report", "--service", "desk");
    assertThat(out.lines()).allMatch(line -> line.length() <= Text.WIDTH);
    assertThat(out)
        .contains("Approvals: what had to wait for a person")
        .containsPattern(
            "refund +\\{\"cents\":24500\\} +above-100 +EXECUTED +eva, jo +\\d\\d:\\d\\d:\\d\\d +1\\.5 s\\R")
        .containsPattern("refund +\\{\"cents\":1\\} +above-100 +DENIED +eva +\\S+ +500 ms\\R")
        .containsPattern("refund +\\{\"cents\":2\\} +above-100 +EXPIRED +- +\\S+ +1\\.0 s\\R")
        .containsPattern("refund +\\{\"cents\":9\\} +above-1000 +PENDING +- +- +still\\R")
        .doesNotContain("elsewhere");
  }

  @Test
  void pending_hasItsAgeItsPageAndWhatItsRunDid() {
    assertThat(commands.done("report", "--service", "desk"))
        .containsPattern(
            "refund waits for a person, asked for \\d+ min ago; its run was waiting_approval for"
                + " 2\\.0 s and ended ok:\\R  https://ops\\.example\\.com/approvals/apr_left\\R");
  }

  @Test
  void pending_askedForBeforeTheWindow_isShownAllTheSame() {
    assertThat(commands.done("report", "--since", "1m", "--service", "desk"))
        .contains("apr_left")
        .doesNotContain("EXECUTED", "DENIED");
  }

  @Test
  void argumentsThatSteerATerminal_areShownAsWhatTheyAre() {
    assertThat(commands.done("report", "--service", "elsewhere"))
        .contains("{\"to\":\"\\u{202e}\\u{1b}[2J\"}")
        .doesNotContain("\u202e", "\u001b");
  }

  @Test
  void heldExecuted_asTheAppBooked_isEqual() {
    assertThat(commands.done("report", "--service", "desk", "--held-executed", "1"))
        .containsPattern("control log, approvals used +1\\R")
        .containsPattern("the app's own +1\\R")
        .contains("Equal: what nobody approved did not run.");
  }

  @Test
  void heldExecuted_notAsTheAppBooked_fails() {
    assertThat(commands.refused("report", "--service", "desk", "--held-executed", "2"))
        .contains("The control log and the app's own books differ in what ran.");
    assertThat(commands.refused("report", "--service", "nobody", "--held-executed", "1"))
        .contains("differ in what ran");
  }

  @Test
  void noApprovals_saysWhy() {
    assertThat(commands.done("report", "--service", "nobody", "--no-approvals", "no rule"))
        .contains("Nothing waits for a person: no rule.")
        .doesNotContain("Approvals:");
  }

  private void seed() {
    asked("apr_run", 0, "desk", "{\"cents\":24500}", "above-100");
    row("apr_run", 500, "approval_decided", "PENDING", "eva", "{}");
    row("apr_run", 1_500, "approval_decided", "PENDING", "jo", "{}");
    row("apr_run", 1_500, "approval_settled", "APPROVED", "jo", "{}");
    row("apr_run", 1_600, "approval_consumed", "CONSUMED", "agents", "{}");
    row("apr_run", 1_700, "approval_reported", "EXECUTED", "agents", "{}");
    asked("apr_denied", 2_000, "desk", "{\"cents\":1}", "above-100");
    row("apr_denied", 2_500, "approval_decided", "PENDING", "eva", "{}");
    row("apr_denied", 2_500, "approval_settled", "DENIED", "eva", "{}");
    asked("apr_late", 2_600, "desk", "{\"cents\":2}", "above-100");
    row("apr_late", 3_600, "approval_expired", "EXPIRED", "system", "{}");
    asked("apr_left", 3_000, "desk", "{\"cents\":9}", "above-1000");
    asked("apr_else", 4_000, "elsewhere", "{\"to\":\"\u202e\u001b[2J\"}", "above-1000");
    SeedEvent.insert(
        database.ingest(),
        event("waiting_approval", 3_000),
        event("resumed", 5_000),
        event("ended", 6_000));
  }

  private SeedEvent event(String kind, int millis) {
    return SeedEvent.of("run-apr_left", start.plusMillis(millis), kind, "ok");
  }

  private void asked(String id, int millis, String service, String arguments, String rule) {
    row(
        id,
        millis,
        "approval_requested",
        "PENDING",
        "agents",
        """
        {"asked":{"id":"%s","run":"run-%s","action":{"service":"%s","tool":"refund","arguments":"%s"},"rule":{"name":"%s"}}}"""
            .formatted(id, id, service, json(arguments), rule));
  }

  private static String json(String text) {
    return text.replace("\"", "\\\"").replace("\u001b", "\\u001b");
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
