/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Batches of evals at the API, by a person and by eval-runners. */
@ExtendWith(ClickHouseExtension.class)
class EvalBatchesTest {

  @TempDir static Path directory;

  private static People people;
  private static TestService service;
  private static EvalRunner first;
  private static EvalRunner second;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
    service = people.service;
    first = new EvalRunner(service, "first");
    second = new EvalRunner(service, "second");
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  /** Leaves nothing for the tests after. */
  @AfterEach
  void cancelWhatIsOpen() throws Exception {
    people.clock.advance(Duration.ofMinutes(3));
    for (JsonNode batch : service.get(service.ana, "/v1/eval-batches").body().path("batches")) {
      if (batch.path("ended_at").isNull()) {
        order("cancel", batch.path("id").asText());
      }
    }
  }

  @Test
  void checksInCode_beginOnceTheyAreCounted_andTheirProgressIsSeen() throws Exception {
    String batch = ask("answers");
    assertThat(first.take()).isEqualTo(batch);
    assertThat(state(batch)).isEqualTo("REQUESTED");
    assertThat(first.plans(batch, 200, "").text("state")).isEqualTo("RUNNING");
    first.tells(batch, 50);
    assertThat(seen(batch).path("progress").path("scored").asLong()).isEqualTo(45);
    first.ends(batch, "done", "", 200);
    assertThat(state(batch)).isEqualTo("DONE");
    assertThat(first.take()).as("nothing is left").isEmpty();
    assertThat(first.ends(batch, "done", "", 200).status()).as("told again").isEqualTo(200);
  }

  @Test
  void judges_waitForAPerson_whoSeesCountAndCost() throws Exception {
    String batch = ask("judge-tone");
    first.take();
    first.plans(batch, 40, "120000000");
    assertThat(state(batch)).isEqualTo("PLANNED");
    assertThat(seen(batch).path("plan").path("cost_nanos").asText()).isEqualTo("120000000");
    assertThat(first.take()).as("nobody confirmed it").isEmpty();
    assertThat(order("confirm", batch).status()).isEqualTo(200);
    assertThat(order("confirm", batch).status()).as("twice").isEqualTo(200);
    assertThat(second.take()).isEqualTo(batch);
    assertThat(state(batch)).isEqualTo("RUNNING");
  }

  @Test
  void batch_ofARunnerThatIsGone_isAnothersAfterTwoMinutes_andNoLongerIts() throws Exception {
    String batch = ask("answers");
    first.take();
    first.plans(batch, 200, "");
    assertThat(second.take()).as("one has it").isEmpty();
    people.clock.advance(Duration.ofSeconds(90));
    first.tells(batch, 1);
    people.clock.advance(Duration.ofSeconds(90));
    assertThat(second.take()).as("it was heard of").isEmpty();
    people.clock.advance(Duration.ofSeconds(31));
    assertThat(second.take()).isEqualTo(batch);
    assertThat(first.tells(batch, 100).rule()).isEqualTo("claim_lost");
    assertThat(first.ends(batch, "done", "", 200).rule()).isEqualTo("claim_lost");
    assertThat(second.ends(batch, "done", "", 200).status()).isEqualTo(200);
  }

  /** As after ClickHouse was away from it. */
  @Test
  void runner_thatCouldNotFinish_getsItsOwnAgainAtOnce() throws Exception {
    String batch = ask("answers");
    first.take();
    assertThat(first.take()).isEqualTo(batch);
  }

  @Test
  void cancel_ofOneThatRuns_isToldToItsRunner() throws Exception {
    String batch = ask("answers");
    first.take();
    first.plans(batch, 200, "");
    assertThat(order("cancel", batch).text("state")).isEqualTo("CANCELLING");
    assertThat(first.tells(batch, 60).text("state")).isEqualTo("CANCELLING");
    first.ends(batch, "stopped", "a person stopped it", 60);
    assertThat(state(batch)).isEqualTo("CANCELLED");
    assertThat(order("cancel", batch).status()).as("it is").isEqualTo(200);
  }

  @Test
  void cancel_beforeItRuns_isAtOnce_andItsRunnerLosesIt() throws Exception {
    String batch = ask("answers");
    first.take();
    assertThat(order("cancel", batch).text("state")).isEqualTo("CANCELLED");
    assertThat(first.plans(batch, 200, "").rule()).isEqualTo("claim_lost");
  }

  @Test
  void cancel_whereItsRunnerIsGone_isAtOnce_tooLateWhereItIsDone() throws Exception {
    String batch = ask("answers");
    first.take();
    first.plans(batch, 200, "");
    people.clock.advance(Duration.ofMinutes(2));
    assertThat(order("cancel", batch).text("state")).isEqualTo("CANCELLED");
    String other = ask("answers");
    first.take();
    first.plans(other, 0, "");
    first.ends(other, "done", "", 0);
    assertThat(order("cancel", other).rule()).isEqualTo("batch_over");
    assertThat(order("confirm", other).rule()).isEqualTo("not_planned");
  }

  @Test
  void refusal_ofARunner_isTheBatchsReason() throws Exception {
    String batch = ask("nobody-has-this");
    first.take();
    first.ends(batch, "refused", "this eval-runner has no definition nobody-has-this", 0);
    assertThat(state(batch)).isEqualTo("REFUSED");
    assertThat(seen(batch).path("reason").asText()).contains("no definition nobody-has-this");
  }

  @Test
  void sameRequest_isOneBatch_andAnotherOrderUnderItIsRefused() throws Exception {
    String order = EvalRunner.order("answers");
    String batch = service.post(service.ana, "/v1/eval-batches", order).text("id");
    assertThat(service.post(service.ana, "/v1/eval-batches", order).text("id")).isEqualTo(batch);
    String other = order.replace("answers", "judge-tone");
    assertThat(service.post(service.ana, "/v1/eval-batches", other).rule())
        .isEqualTo("request_reused");
  }

  @Test
  void order_thatCannotBeDone_isRefusedWithTheRule() throws Exception {
    String order = EvalRunner.order("answers");
    assertThat(wrong(order.replace("2026-11-26T11", "2026-11-27T11")).body().toString())
        .contains("is not over: runs can be frozen only of the past");
    assertThat(wrong(order.replace("2026-11-26T11", "2026-11-24T11")).body().toString())
        .contains("from, must be before the last, until");
    assertThat(wrong(order.replace("2026-11-25T11", "2025-01-01T11")).body().toString())
        .contains("longer than 400 days");
    assertThat(
            wrong(order.replace("\"budget_nanos\": null", "\"budget_nanos\": \"0\""))
                .body()
                .toString())
        .contains("a budget must be above 0");
    assertThat(wrong(order.replace("\"per_minute\": null", "\"per_minute\": 0")).body().toString())
        .contains("runs a minute must be 1");
    assertThat(wrong(order.replace("\"answers\"", "")).body().toString())
        .contains("name 1 to 50 definitions");
  }

  /** A long batch leaves as many rows as a short one, and one a minute. */
  @Test
  void progress_isNotedAtEveryTwentieth_howeverOftenItIsTold(TestDatabase database)
      throws Exception {
    String batch = ask("answers");
    first.take();
    first.plans(batch, 400, "");
    for (long runs = 1; runs <= 100; runs++) {
      first.tells(batch, runs);
    }
    assertThat(
            database.ask(
                "SELECT count() FROM control_log WHERE kind = 'eval_batch_progressed' AND entity = '"
                    + batch
                    + "'"))
        .isEqualTo("5");
  }

  @Test
  void definitionsOfRunners_areListed_untilNoneAsks() throws Exception {
    first.take();
    var page = service.get(service.ana, "/v1/eval-batches").body();
    assertThat(page.path("definitions").toString()).contains("judge-tone", "answers");
    assertThat(page.path("runner_asked_at").asText()).isNotEmpty();
    people.clock.advance(Duration.ofMinutes(2));
    page = service.get(service.ana, "/v1/eval-batches").body();
    assertThat(page.path("definitions")).isEmpty();
    assertThat(page.path("runner_asked_at").isNull()).isTrue();
  }

  /** Another instance folds the same rows. */
  @Test
  void log_isReadAnewToTheSameState() throws Exception {
    String batch = ask("judge-tone");
    first.take();
    first.plans(batch, 40, "120000000");
    order("confirm", batch);
    first.take();
    first.tells(batch, 20);
    String before = seen(batch).toString();
    try (ApprovalApi another = service.another()) {
      var reply =
          service.send(
              TestService.request(another.port(), "/v1/eval-batches/" + batch, service.ana).GET());
      assertThat(reply.body().toString()).isEqualTo(before);
    }
  }

  private static String ask(String definition) throws Exception {
    return service.post(service.ana, "/v1/eval-batches", EvalRunner.order(definition)).text("id");
  }

  private static TestService.Reply wrong(String order) throws Exception {
    TestService.Reply reply = service.wrong(service.ana, "/v1/eval-batches", order);
    assertThat(reply.status()).isEqualTo(400);
    return reply;
  }

  private static TestService.Reply order(String what, String batch) throws Exception {
    return service.wrong(service.ana, "/v1/eval-batches/" + batch + "/" + what, "");
  }

  private static String state(String batch) throws Exception {
    return seen(batch).path("state").asText();
  }

  private static JsonNode seen(String batch) throws Exception {
    return service.get(service.ana, "/v1/eval-batches/" + batch).body();
  }
}
