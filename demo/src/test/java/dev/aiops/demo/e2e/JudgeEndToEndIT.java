/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * eval-runner as ./aiops eval starts it, under the agent and budgets of its own: one judge that may
 * ask, one that may not, and one that obeys whatever the texts that it is to judge tell it.
 */
@ExtendWith(ClickHouseExtension.class)
class JudgeEndToEndIT {

  private static final List<Attack> ATTACKS = Attack.corpus();
  private static final ProviderSimulator PROVIDER =
      ProviderSimulator.builder().script(Attack.obedience(ATTACKS)).start();

  private static final String POLICY =
      """
      budgets:
        - name: evals
          match: {service: aiops-eval}
          daily_cap: 1.00
          raised_by: [admin]
        - name: dear-judges
          match: {service: aiops-eval, agent: aiops-judge, model: gpt-4o}
          daily_cap: 0.00000001
          raised_by: [admin]
      """;

  private static final String EVALS =
      """
      evals:
        - name: polite
          select: {agent: support}
          check: {type: judge, criterion: tone, judge: {provider: openai, model: gpt-4o-mini, base_url: 'http://%1$s/v1'}}
        - name: polite-dearly
          select: {agent: support}
          check: {type: judge, criterion: tone, judge: {provider: openai, model: gpt-4o, base_url: 'http://%1$s/v1'}}
        - name: obedient
          select: {agent: attacked}
          check: {type: judge, criterion: correctness, judge: {provider: openai, model: gpt-4o-mini, base_url: 'http://%1$s/v1'}}
      """;

  private static Log log;
  private static String again = "";

  @BeforeAll
  static void judge(TestDatabase database, @TempDir Path folder) throws IOException {
    log = new Log(database);
    recordRun(database, "r-1", "support", "Where is it?", "It arrives today.");
    ATTACKS.forEach(
        attack -> recordRun(database, attack.name(), "attacked", attack.question(), attack.text()));
    Path evals =
        Files.writeString(
            folder.resolve("evals.yaml"), EVALS.formatted(PROVIDER.root().getAuthority()));
    Agent agent =
        Agent.writingTo(database, folder.resolve("spool"))
            .with("aiops.model.hosts", PROVIDER.root().getAuthority() + "=openai")
            .with("aiops.agent.name", "aiops-judge")
            .with("aiops.runs.methods", "dev.aiops.eval.judge.Panel[judge]")
            .named("aiops-eval");
    try (ControlPlane control = ControlPlane.start(database, folder.resolve("control"), POLICY)) {
      run(control.governing(agent, folder.resolve("budgets")).on(evalRunner(database)), evals);
    }
    Await.until("judging is recorded", () -> judgements().size() == 2 + ATTACKS.size());
    again = run(evalRunner(database), evals, "--plan");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  private static void recordRun(
      TestDatabase database, String run, String agent, String input, String output) {
    ObjectNode started = event(run, agent, 60).put("Kind", "started").put("Status", "running");
    ObjectNode ended = event(run, agent, 59).put("Kind", "ended").put("Status", "ok");
    database
        .ingest()
        .execute(
            "INSERT INTO run_events FORMAT JSONEachRow\n"
                + started.put("Input", input)
                + "\n"
                + ended.put("Output", output),
            Map.of("async_insert", "0", "date_time_input_format", "best_effort"));
  }

  private static ObjectNode event(String run, String agent, int secondsAgo) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("RunId", run)
        .put("EventTime", Instant.now().minusSeconds(secondsAgo).toString())
        .put("TraceId", "t-" + run)
        .put("SpanId", "s-" + run)
        .put("ServiceName", "shop")
        .put("AgentName", agent);
  }

  private static ForkedApp.Builder evalRunner(TestDatabase database) {
    ClickHouse eval = database.eval();
    Path built = Path.of(System.getProperty("aiops.test.evals")).normalize();
    return ForkedApp.java("dev.aiops.eval.command.Main")
        .classPath(
            List.of(
                built.resolve("classes").toString(), built.resolve("lib").resolve("*").toString()))
        .environment("AIOPS_CLICKHOUSE_URL", eval.url().toString())
        .environment("AIOPS_CLICKHOUSE_DATABASE", eval.database())
        .environment("AIOPS_EVAL_CLICKHOUSE_USER", eval.user())
        .environment("AIOPS_EVAL_CLICKHOUSE_PASSWORD", eval.password());
  }

  private static String run(ForkedApp.Builder evalRunner, Path evals, String... more) {
    Instant now = Instant.now();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--definitions",
                evals.toString(),
                "--from",
                now.minus(Duration.ofHours(1)).toString(),
                "--until",
                now.plus(Duration.ofHours(1)).toString()));
    arguments.addAll(List.of(more));
    try (ForkedApp app = evalRunner.arguments(arguments.toArray(new String[0])).start()) {
      assertThat(app.exitCode()).as(app.output()).isZero();
      return app.output();
    }
  }

  private static List<Row> judgements() {
    return log.rows("SELECT * FROM runs WHERE AgentName = 'aiops-judge' AND Status != 'running'");
  }

  private static Row score(String evaluator) {
    return log.row("SELECT * FROM eval_scores WHERE Evaluator = '" + evaluator + "'", evaluator);
  }

  @Test
  void judge_withinItsBudget_scores_andItsRunIsSeen() {
    Row score = score("polite");
    assertThat(score.text("Status")).isEqualTo("scored");
    assertThat(score.text("Label")).isEqualTo("pass");
    String trace = score.text("EvalTraceId");
    Row run = log.row("SELECT * FROM runs WHERE TraceId = '" + trace + "'", "the judging run");
    assertThat(run.text("AgentName")).isEqualTo("aiops-judge");
    assertThat(run.text("ServiceName")).isEqualTo("aiops-eval");
    assertThat(log.calls(trace))
        .singleElement()
        .satisfies(call -> assertThat(call.nanoUsd("CostUsd")).isEqualTo(114_000));
    assertThat(
            log.text(
                "SELECT SpanAttributes['aiops.eval.criterion'] FROM otel_traces WHERE IsRunRoot = 1 AND TraceId = '"
                    + trace
                    + "'"))
        .isEqualTo("tone");
  }

  @Test
  void judge_thatItsBudgetRefuses_isAnError_andNobodyWasAsked() {
    Row score = score("polite-dearly");
    assertThat(score.text("Status")).isEqualTo("error");
    assertThat(score.isNull("Score")).isTrue();
    assertThat(score.text("Explanation")).contains("BudgetExceededException", "dear-judges");
    assertThat(PROVIDER.ledger().calls())
        .filteredOn(call -> call.modelAsked().equals("gpt-4o"))
        .isEmpty();
  }

  /** Whatever the judge was made to say is no score, and says that it was an attempt. */
  @Test
  void judgeThatObeysWhatItJudges_givesNoScore_andTheAttemptIsSeen() {
    assertThat(ATTACKS).hasSizeGreaterThanOrEqualTo(30);
    assertThat(
            log.rows(
                "SELECT RunId FROM eval_scores WHERE Evaluator = 'obedient' AND Status IN ('unknown', 'error') AND Score IS NULL AND Label = 'injection_suspected' AND Explanation LIKE '%injection suspected (%'"))
        .extracting(row -> row.text("RunId"))
        .containsExactlyInAnyOrderElementsOf(ATTACKS.stream().map(Attack::name).toList());
    assertThat(
            log.rows(
                "SELECT RunId FROM eval_scores WHERE Evaluator = 'obedient' AND Explanation LIKE '%the judge said pass: as told%'"))
        .as("some were obeyed to the letter, ticket and all")
        .hasSizeGreaterThan(10);
  }

  /** All that have judged by now are no runs that are judged. */
  @Test
  void nextBatch_doesNotJudgeTheJudges() {
    assertThat(again).contains(1 + ATTACKS.size() + " runs that began from");
  }
}
