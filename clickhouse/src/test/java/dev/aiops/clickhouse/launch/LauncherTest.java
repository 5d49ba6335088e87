/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedEvent;
import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads of a log with three runs in it. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherTest {

  private static final String FELL_BACK = "01a218f2-3363-76de-b739-80f57711c383";
  private static final String FAILED = "01a218f2-3363-71f8-b5b7-1c483845cc33";
  private static final String ELSEWHERE = "01a218f2-3363-7ec0-bcb6-124ef617901b";

  private final Instant start = Instant.now().minus(Duration.ofMinutes(10));
  private final TestDatabase database;
  private Commands commands;
  private boolean seeded;

  LauncherTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void seedOnce(@TempDir Path folder) {
    commands = Commands.readingFrom(database, folder);
    if (!seeded) {
      seed();
    }
    seeded = true;
  }

  @Test
  void runs_threeRuns_areListedNewestFirst() {
    String out = commands.done("runs");
    assertThat(out.lines()).allMatch(line -> line.length() <= Text.WIDTH);
    assertThat(out.lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("f617901b").contains("ok", "biller"),
            line -> assertThat(line).startsWith("3845cc33").contains("error"),
            line ->
                assertThat(line)
                    .matches(
                        "7711c383 .* ok +Desk +2\\.0 s +3 +1 +1 +1 +1,240 +34 +>\\$0\\.000100001"),
            line -> assertThat(line).isEqualTo("> some of its calls have no known price"));
  }

  @Test
  void grants_areSqlWithThePasswordsAsComments() {
    List<String> lines = commands.done("grants").lines().toList();
    assertThat(lines.get(2)).matches("--   aiops_ingest  [0-9a-f]{48}");
    assertThat(lines.subList(6, lines.size()))
        .allMatch(line -> line.matches("(CREATE USER IF NOT EXISTS|GRANT) .*;"));
    String password = lines.get(2).substring(lines.get(2).length() - 48);
    assertThat(lines).filteredOn(line -> line.contains(password)).hasSize(1);
    assertThat(commands.done("grants")).doesNotContain(password);
  }

  @Test
  void runs_limit_holds() {
    assertThat(commands.done("runs", "1").lines()).hasSize(2);
    assertThat(commands.refused("runs", "0")).contains("takes a number of runs from 1, got '0'");
  }

  @Test
  void run_byTheEndThatRunsShows_isShownWithItsTimeline() {
    String out = commands.done("run", "7711c383");
    assertThat(out)
        .contains(
            "run       " + FELL_BACK,
            "status    ok",
            "agent     Desk in support-desk",
            "models    gpt-4o-mini, gpt-5, own-model",
            "cost      $0.000100001, 1 unpriced",
            "input     Where is my lamp?",
            "output    In the van.",
            "instead of gpt-5, 1,200 in, 34 out, $0.000100001");
  }

  @Test
  void run_failed_saysWhereAndWhy() {
    assertThat(commands.done("run", FAILED))
        .contains(
            "status    error",
            "failed    in chat gpt-5: ServerException: Overloaded.",
            "THE RUN FAILED HERE: ServerException: Overloaded.");
  }

  @Test
  void run_tooShort_listsTheCandidatesWhole() {
    assertThat(commands.refused("run", "01a218f2"))
        .contains("3 runs have an id that begins or ends with 01a218f2, give more of it:")
        .contains(FELL_BACK, FAILED, ELSEWHERE);
  }

  @Test
  void run_unknown_saysWhereIdsAre() {
    assertThat(commands.refused("run", "nope"))
        .contains("no run has an id that begins or ends with nope", "./aiops runs");
    assertThat(commands.refused("run")).contains("which run?", "./aiops runs");
    assertThat(commands.refused("run", " ")).contains("run id is empty");
  }

  @Test
  void report_ofOneService_tellsRunsFailuresCostsAndTheBestTimeline() {
    String out = commands.done("report", "--service", "support-desk");
    assertThat(out.lines()).allMatch(line -> line.length() <= Text.WIDTH);
    assertThat(out)
        .startsWith("support-desk since ")
        .contains("2 runs (1 error, 1 ok), 4 model calls, 1 tool call, $0.000100001, 1 unpriced")
        .containsPattern("3845cc33  chat gpt-5  error +ServerException: Overloaded\\.")
        .containsPattern("\\d{4}-\\d\\d-\\d\\d  all +4 +1,240 +34  \\$0\\.000100001  1 unpriced")
        .containsPattern("openai +gpt-5 +2 +\\? +\\?  \\$0\\.000000000")
        .containsPattern("7711c383  own-model  unpriced +40 +\\? +\\?  on no price list")
        .contains(
            "Run 7711c383, shown because it fell back to another model once, retried once and called 1 tool")
        .contains("asked     Where is my lamp?")
        .doesNotContain("f617901b");
  }

  @Test
  void report_equalToTheBill_saysSo() {
    String out =
        commands.done(
            "report",
            "--service",
            "support-desk",
            "--billed",
            "0.000100001",
            "--billed-calls",
            "1");
    assertThat(out)
        .containsPattern("ClickHouse +1  \\$0\\.000100001")
        .contains("Equal to the last digit. Left out of both: 1 call whose cost");
  }

  @Test
  void report_unequalToTheBill_fails() {
    assertThat(commands.refused("report", "--service", "support-desk", "--billed", "0.000100002"))
        .contains("The books differ: ClickHouse has $0.000000001 less than the provider billed.");
  }

  @Test
  void report_beforeAnything_saysThereIsNothing() {
    assertThat(commands.done("report", "--service", "nobody"))
        .contains("nobody since ", "No runs.");
    assertThat(commands.done("report", "--since", "5m")).contains("No runs.");
  }

  @Test
  void report_wrongOptions_saysWhichThereAre() {
    assertThat(commands.refused("report", "--since", "yesterday")).contains("90m, 24h, 7d");
    assertThat(commands.refused("report", "--sinse", "1h")).contains("not --sinse", "--service");
    assertThat(commands.refused("report", "--billed")).contains("--billed USD");
    assertThat(commands.refused("report", "--billed", "x")).contains("take a number, got 'x'");
  }

  @Test
  void status_showsTablesAndCosts() {
    assertThat(commands.done("status"))
        .contains(": ok")
        .containsPattern("otel_traces +6 ")
        .containsPattern("message_content +0 .* none yet");
  }

  private void seed() {
    event(
        SeedEvent.of(FELL_BACK, start, "started", "running")
            .with(Map.of("Input", "Where is my lamp?")));
    SeedSpan.insert(
        database.ingest(),
        span(FELL_BACK, "r", 0)
            .root()
            .name("invoke_agent Desk")
            .with("gen_ai.operation.name", "invoke_agent")
            .duration(Duration.ofSeconds(2)),
        chat(FELL_BACK, "c1", "gpt-5", 0)
            .failed("a.b.ServerException", "{\"error\":{\"message\":\"Overloaded.\"}}")
            .with("aiops.call.attempts", "2"),
        priced(chat(FELL_BACK, "c2", "gpt-4o-mini", 1), "0.000100001")
            .with("aiops.fallback.from.span_id", "c1")
            .with("aiops.fallback.from.model", "gpt-5")
            .with("gen_ai.usage.input_tokens", "1200")
            .with("gen_ai.usage.output_tokens", "34"));
    SeedSpan.insert(
        database.ingest(),
        chat(FELL_BACK, "c3", "own-model", 1)
            .with("aiops.cost.status", "unpriced")
            .with("aiops.cost.reason", "unknown_model")
            .with("gen_ai.usage.input_tokens", "40"),
        span(FELL_BACK, "t", 1)
            .parent("r")
            .name("execute_tool track")
            .with("gen_ai.operation.name", "execute_tool"));
    event(
        SeedEvent.of(FELL_BACK, start.plusSeconds(2), "ended", "ok")
            .with(Map.of("Output", "In the van.")));
    SeedSpan.insert(
        database.ingest(),
        chat(FAILED, "f1", "gpt-5", 3)
            .parent("")
            .root()
            .failed("a.b.ServerException", "{\"error\":{\"message\":\"Overloaded.\"}}")
            .with("aiops.run.failing_span_id", "f1"));
    event(
        SeedEvent.of(ELSEWHERE, start.plusSeconds(5), "ended", "ok")
            .with(Map.of("AgentName", "biller", "ServiceName", "billing")));
  }

  private void event(SeedEvent event) {
    SeedEvent.insert(database.ingest(), event);
  }

  private SeedSpan span(String run, String id, int second) {
    return SeedSpan.of("t-" + run, id)
        .service("support-desk")
        .start(start.plusSeconds(second))
        .run(run)
        .with("gen_ai.agent.name", "Desk");
  }

  private SeedSpan chat(String run, String id, String model, int second) {
    return span(run, id, second)
        .parent("r")
        .kind("Client")
        .name("chat " + model)
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", model);
  }

  private static SeedSpan priced(SeedSpan call, String usd) {
    return call.with("aiops.cost.status", "priced").with("aiops.cost.usd", usd);
  }
}
