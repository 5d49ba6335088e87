/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Throttle;
import dev.aiops.eval.batch.Watch;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.judge.ModelServer;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Batches that a person asks a real approval-api for, done by the loop of eval-runner. */
@ExtendWith(ClickHouseExtension.class)
class RequestsTest {

  private static final int RUNS = 60;
  private static final Instant FROM = Seeded.START.plusSeconds(200_000);
  private static final Instant UNTIL = FROM.plusSeconds(RUNS);
  private static final Throttle TENS = new Throttle(10, Long.MAX_VALUE);

  @TempDir static Path folder;

  private static Plane plane;
  private final TestDatabase database;

  RequestsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    Seeded.runs(database, 200_000, RUNS);
    plane = new Plane(database.control(), folder);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void checksInCode_areDoneAtOnce_andScoreEachRunOnce() throws Exception {
    String batch = ask("asked");
    runner("asked").doDue();
    assertThat(plane.seen(batch).path("state").asText()).isEqualTo("DONE");
    assertThat(plane.seen(batch).path("plan").path("runs").asInt()).isEqualTo(RUNS);
    assertThat(plane.seen(batch).path("progress").path("runs").asInt()).isEqualTo(RUNS);
    assertThat(plane.seen(batch).path("progress").path("scored").asInt()).isEqualTo(RUNS);
    assertScoredOnce("asked");
  }

  @Test
  void judges_areAskedOnlyOnceAPersonConfirmed() throws Exception {
    try (ModelServer server = ModelServer.judging("pass")) {
      Requests runner = runner(judged(server.url(), "confirmed"), TENS);
      String batch = ask("confirmed");
      runner.doDue();
      assertThat(plane.seen(batch).path("state").asText()).isEqualTo("PLANNED");
      assertThat(plane.seen(batch).path("plan").path("cost_nanos").isNull()).isTrue();
      assertThat(server.asked()).isEmpty();

      plane.order("confirm", batch);
      runner.doDue();
      assertThat(plane.seen(batch).path("state").asText()).isEqualTo("DONE");
      // every tenth failed, and has no answer
      assertThat(server.asked()).hasSize(RUNS - RUNS / 10);
      assertThat(plane.seen(batch).path("progress").path("unpriced").asInt())
          .as("nobody has a price of this judge")
          .isEqualTo(RUNS - RUNS / 10);
    }
  }

  @Test
  void budgetOfTheBatch_stopsItBeforeTheNextPart() throws Exception {
    try (ModelServer server = ModelServer.judging("pass")) {
      Requests runner = runner(judged(server.url(), "dear"), TENS);
      String batch = plane.ask("dear", FROM, UNTIL, "500000000", 0);
      runner.doDue();
      plane.order("confirm", batch);
      spend(batch, "0.6");
      runner.doDue();
      assertThat(plane.seen(batch).path("state").asText()).isEqualTo("STOPPED");
      assertThat(plane.seen(batch).path("reason").asText())
          .isEqualTo(
              "judging has cost $0.6 of the batch's budget of $0.5: another batch goes on with the runs that are left");
      assertThat(plane.seen(batch).path("progress").path("cost_nanos").asText())
          .isEqualTo("600000000");
      assertThat(server.asked()).isEmpty();
    }
  }

  /** As an earlier part did. */
  private void spend(String batch, String usd) {
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_scores (ScoreId, RunId, Evaluator, EvaluatorVersion, Source, Status, Batch, JudgeCostUsd, ScoredAt)
            VALUES ('spent', 'r-spent', 'dear', 'v', 'judge', 'scored', '%s', %s, '2026-11-22 10:00:00')
            """
                .formatted(batch, usd),
            Map.of("async_insert", "0"));
  }

  @Test
  void definitionThatIsNotHere_isRefusedWithThoseThatAre() throws Exception {
    String batch = ask("elsewhere");
    runner("here").doDue();
    assertThat(plane.seen(batch).path("state").asText()).isEqualTo("REFUSED");
    assertThat(plane.seen(batch).path("reason").asText())
        .isEqualTo("this eval-runner has no definition elsewhere: it has here");
  }

  @Test
  void runnerThatDies_isFollowedByAnother_andNothingIsScoredTwice() throws Exception {
    String batch = ask("followed");
    dieAfterAPart("followed");
    Requests second = runner("followed");
    second.doDue();
    assertThat(plane.seen(batch).path("state").asText())
        .as("the first has it")
        .isEqualTo("RUNNING");
    plane.pass(Duration.ofMinutes(3));
    second.doDue();
    assertThat(plane.seen(batch).path("state").asText()).isEqualTo("DONE");
    assertScoredOnce("followed");
  }

  @Test
  void cancelledBatch_whoseRunnerDied_isEndedByTheNext() throws Exception {
    String batch = ask("orphaned");
    dieAfterAPart("orphaned");
    assertThat(plane.order("cancel", batch).path("state").asText()).isEqualTo("CANCELLING");
    plane.pass(Duration.ofMinutes(3));
    runner("orphaned").doDue();
    assertThat(plane.seen(batch).path("state").asText()).isEqualTo("CANCELLED");
    assertThat(plane.seen(batch).path("progress").path("runs").asInt()).isEqualTo(TENS.part());
    assertThat(ending(batch)).isEqualTo("stopped\t" + TENS.part());
  }

  private void dieAfterAPart(String name) {
    Definitions definitions = definitions(name);
    ControlPlane first = plane.started();
    RequestedBatch taken = first.work(definitions).orElseThrow();
    Batches batches = batches(TENS);
    batches.plan(taken.id(), definitions, taken.from(), taken.until());
    first.plan(taken.id(), RUNS, null, false);
    Watch dying =
        runs -> {
          throw new IllegalStateException("died");
        };
    assertThatThrownBy(() -> batches.run(taken.id(), dying)).hasMessage("died");
  }

  private String ending(String batch) {
    return database.ask(
        "SELECT Kind, Runs FROM eval_batches WHERE Batch = '" + batch + "' AND Kind != 'planned'");
  }

  @Test
  void twoRunners_oneHasIt() throws Exception {
    String batch = ask("contested");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> one = threads.submit(runner("contested")::doDue);
    Future<?> other = threads.submit(runner("contested")::doDue);
    one.get();
    other.get();
    threads.shutdown();
    assertThat(plane.seen(batch).path("state").asText()).isEqualTo("DONE");
    assertThat(plane.seen(batch).path("history").toString().split("eval_batch_claimed", -1))
        .hasSize(2);
    assertScoredOnce("contested");
  }

  @Test
  void cancelledBatch_stopsAfterItsPart() throws Exception {
    // ten runs take a second at this speed, and there are sixty
    String batch = plane.ask("cancelled", FROM, UNTIL, "", 600);
    Thread running = new Thread(runner("cancelled")::doDue);
    running.start();
    for (int i = 0; i < 400 && !plane.seen(batch).path("state").asText().equals("RUNNING"); i++) {
      Thread.sleep(20);
    }
    assertThat(plane.order("cancel", batch).path("state").asText()).isEqualTo("CANCELLING");
    running.join(10_000);
    assertThat(plane.seen(batch).path("state").asText()).isEqualTo("CANCELLED");
    assertThat(plane.seen(batch).path("progress").path("runs").asInt()).isLessThan(RUNS);
    assertThat(ending(batch)).startsWith("stopped");
  }

  @Test
  void planeThatIsAway_isToldInWords() {
    ControlPlane nobody = new ControlPlane(URI.create("http://127.0.0.1:9"), "token", "runner");
    assertThatThrownBy(() -> nobody.work(definitions("any")))
        .hasMessageContaining("the control plane at http://127.0.0.1:9/ does not answer");
  }

  private static String ask(String definition) throws Exception {
    return plane.ask(definition, FROM, UNTIL, "", 0);
  }

  private void assertScoredOnce(String evaluator) {
    assertThat(
            database.ask(
                "SELECT count(), uniqExact(RunId) FROM eval_scores WHERE Evaluator = '"
                    + evaluator
                    + "'"))
        .isEqualTo(RUNS + "\t" + RUNS);
  }

  private Requests runner(String definition) {
    return runner(definitions(definition), TENS);
  }

  private Requests runner(Definitions definitions, Throttle throttle) {
    return new Requests(
        plane.started(), definitions, this::batches, throttle, Duration.ofMillis(50));
  }

  private Batches batches(Throttle throttle) {
    return new Batches(
        database.eval(),
        new ScoreWriter(TokenInsert.into(database.eval()), Clock.systemUTC()),
        CustomChecks.onClassPath(),
        throttle);
  }

  private static Definitions definitions(String name) {
    return Evals.of("evals: [{name: %s, check: {type: errors}}]".formatted(name));
  }

  private static Definitions judged(String url, String name) {
    return Evals.of(
        """
        evals:
          - name: %s
            check: {type: judge, criterion: tone, judge: {provider: openai, model: judge-1, base_url: '%s'}}
        """
            .formatted(name, url));
  }
}
