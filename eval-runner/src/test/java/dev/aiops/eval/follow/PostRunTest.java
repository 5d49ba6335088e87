/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.judge.ModelServer;
import dev.aiops.eval.score.Evaluation;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class PostRunTest {

  private static final Definitions DEFINITIONS =
      Evals.of(
          """
          evals:
            - {name: no-errors, select: {agent: follow-*}, check: {type: errors}}
            - {name: others, select: {agent: nobody}, check: {type: errors}}
          """);
  private static final Duration QUIET = Duration.ofMillis(100);

  private final TestDatabase database;

  PostRunTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void endedAndQuiet_isEvaluatedOnce() throws InterruptedException {
    root("once");
    waiting(Duration.ofMinutes(5)).evaluateDue();
    assertThat(scores("once")).isEqualTo("0\t0\t0");
    quiet();
    assertThat(postRun().evaluateDue()).isPositive();
    postRun().evaluateDue();
    assertThat(scores("once")).isEqualTo("1\t0\t1");
  }

  @Test
  void notEnded_isLeft_untilItHas() throws InterruptedException {
    span("open", "o-1", "'gen_ai.operation.name', 'chat', 'gen_ai.request.model', 'm'", "Unset");
    quiet();
    postRun().evaluateDue();
    assertThat(scores("open")).isEqualTo("0\t0\t0");
    root("open");
    quiet();
    postRun().evaluateDue();
    assertThat(scores("open")).isEqualTo("1\t0\t1");
  }

  /** Their end was never recorded; others are not to wait behind them. */
  @Test
  void runsWithoutAnEnd_holdUpNobody() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      span("endless-" + i, "e-" + i, "'gen_ai.operation.name', 'chat'", "Unset");
    }
    quiet();
    root("behind");
    quiet();
    postRun(new Pace(QUIET, Duration.ofHours(1), Duration.ofMillis(50), 1)).evaluateDue();
    assertThat(scores("behind")).isEqualTo("1\t0\t1");
  }

  @Test
  void lateSpans_openARunAgain_once() throws InterruptedException {
    root("late");
    quiet();
    postRun().evaluateDue();
    span(
        "late", "l-1", "'gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 't'", "Error");
    quiet();
    postRun().evaluateDue();
    assertThat(scores("late")).isEqualTo("2\t1\t2");
    assertThat(database.ask("SELECT Score FROM scores WHERE RunId = 'late'")).isEqualTo("0");
    span(
        "late", "l-2", "'gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 't'", "Error");
    quiet();
    postRun().evaluateDue();
    assertThat(scores("late")).isEqualTo("2\t1\t2");
  }

  /** A process that dies there has written the scores and not yet that they are. */
  @Test
  void diedBetweenScoresAndPass_scoresNothingTwice() throws InterruptedException {
    root("died");
    quiet();
    postRun().evaluateDue();
    database.execute("TRUNCATE TABLE eval_passes");
    assertThat(postRun().evaluateDue()).isPositive();
    assertThat(scores("died")).isEqualTo("1\t0\t1");
    assertThat(database.ask("SELECT count() FROM eval_passes WHERE RunId = 'died'")).isEqualTo("1");
  }

  /** What was said the second time is of the same id, and must not be taken for the first. */
  @Test
  void diedAfterAnEvaluatorHadFailed_whatItSaysNextHolds() throws InterruptedException {
    Seeded.runs(database, 90_000, 1);
    AtomicBoolean failing = new AtomicBoolean(true);
    try (ModelServer server =
        ModelServer.saying(request -> failing.get() ? "well" : ModelServer.verdict("pass"))) {
      Evaluation judging =
          new Evaluation(
              Evals.of(
                  """
                  evals:
                    - name: polite
                      select: {agent: support}
                      check: {type: judge, criterion: tone, judge: {provider: openai, model: judge-1, base_url: '%s'}}
                  """
                      .formatted(server.url())));
      PostRun postRun = postRun(judging, Pace.USUAL.withQuiet(QUIET));
      quiet();
      postRun.evaluateDue();
      assertThat(polite()).isEqualTo("error");
      database.execute("TRUNCATE TABLE eval_passes");
      failing.set(false);
      postRun.evaluateDue();
      assertThat(polite()).isEqualTo("scored");
    }
  }

  private String polite() {
    return database.ask(
        "SELECT Status FROM scores WHERE Evaluator = 'polite' AND RunId = 'run-90000'");
  }

  @Test
  void following_evaluatesUntilItIsStopped() throws InterruptedException {
    Pace pace = new Pace(QUIET, Duration.ofHours(1), Duration.ofMillis(50), 200);
    PostRun postRun = postRun(pace);
    Following following = new Following(postRun::evaluateDue, pace.every());
    Thread thread = new Thread(following::run);
    thread.start();
    root("followed");
    Instant patience = Instant.now().plusSeconds(20);
    while (scores("followed").startsWith("0") && Instant.now().isBefore(patience)) {
      Thread.sleep(20);
    }
    following.stop();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(scores("followed")).isEqualTo("1\t0\t1");
  }

  private PostRun postRun() {
    return postRun(Pace.USUAL.withQuiet(QUIET));
  }

  private PostRun waiting(Duration quiet) {
    return postRun(Pace.USUAL.withQuiet(quiet));
  }

  private PostRun postRun(Pace pace) {
    return postRun(new Evaluation(DEFINITIONS), pace);
  }

  private PostRun postRun(Evaluation evaluation, Pace pace) {
    ScoreWriter writer = new ScoreWriter(TokenInsert.into(database.eval()), Clock.systemUTC());
    return new PostRun(database.eval(), evaluation, writer, pace);
  }

  private static void quiet() throws InterruptedException {
    Thread.sleep(QUIET.plusMillis(50).toMillis());
  }

  private String scores(String run) {
    return database.ask(
        "SELECT count(), max(Revision), uniqExact(ScoreId) FROM eval_scores WHERE RunId = '"
            + run
            + "'");
  }

  private void root(String run) {
    span(
        run,
        run + "-root",
        "'gen_ai.operation.name', 'invoke_agent', 'aiops.run.root', 'true'",
        "Unset");
  }

  private void span(String run, String span, String attributes, String status) {
    database
        .ingest()
        .execute(
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ServiceName, ScopeName, SpanAttributes, Duration, StatusCode) SELECT now64(9), 'trace-"
                + run
                + "', '"
                + span
                + "', 'shop', 'dev.aiops', map('aiops.run.id', '"
                + run
                + "', 'gen_ai.agent.name', 'follow-up', "
                + attributes
                + "), 1000000, '"
                + status
                + "'",
            Map.of("async_insert", "0"));
  }
}
