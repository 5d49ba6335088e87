/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static dev.aiops.approval.serve.ApprovalAgent.consume;
import static dev.aiops.approval.serve.ApprovalAgent.decide;
import static dev.aiops.approval.serve.ApprovalAgent.order;
import static dev.aiops.approval.serve.ApprovalAgent.outcome;
import static dev.aiops.approval.serve.ApprovalAgent.request;
import static dev.aiops.approval.serve.ApprovalAgent.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.serve.TestService.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Approvals as an agent and as people see them. Each test uses runs of its own. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalsApiTest {

  private static final String APPROVALS = "/v1/approvals";
  private static final String REFUND = "{\"amount\": 250, \"order\": \"A-17\"}";

  @TempDir static Path directory;

  private static TestService service;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    service = new TestService(database.control(), directory, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode ask(String tool, String arguments) throws Exception {
    Reply reply =
        service.post(service.support, APPROVALS, request(tool, null, unique(), arguments));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.body().path("approval");
  }

  private static String path(JsonNode approval, String what) {
    return APPROVALS + "/" + approval.path("id").asText() + what;
  }

  private static JsonNode approve(JsonNode approval) throws Exception {
    String body = decide(true, approval.path("version").asLong(), "");
    Reply reply = service.post(service.ben, path(approval, "/decide"), body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void rules_areThoseThatMayCoverTheCaller() throws Exception {
    Reply reply =
        service.get(
            service.support, "/v1/approval-rules?service=support-chat&environment=production");
    assertThat(reply.body().path("rules").findValuesAsText("name"))
        .containsExactly("large-refunds", "deletes", "payouts");
    assertThat(reply.body().path("rules").get(0).path("conditional").asBoolean()).isTrue();
    assertThat(reply.body().path("rules").get(0).path("wait_millis").asLong()).isEqualTo(2_000);
    Reply other = service.get(service.research, "/v1/approval-rules?service=research");
    assertThat(other.body().path("rules").findValuesAsText("name"))
        .containsExactly("deletes", "payouts");
  }

  @Test
  void smallRefund_needsNobody() throws Exception {
    String body = request("refund", null, unique(), "{\"amount\": 99.5}");
    Reply reply = service.post(service.support, APPROVALS, body);
    assertThat(reply.body().path("needed").asBoolean()).isFalse();
    assertThat(reply.text("policy_version")).hasSize(64);
  }

  @Test
  void largeRefund_runsOnceAfterAPersonApprovedIt() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    assertThat(asked.path("state").asText()).isEqualTo("PENDING");
    assertThat(asked.path("arguments").path("amount").asInt()).isEqualTo(250);
    assertThat(service.post(service.support, path(asked, "/consume"), consume(asked)).rule())
        .isEqualTo("not_approved");
    JsonNode approved = approve(asked);
    assertThat(approved.path("decisions").get(0).path("by").asText()).isEqualTo("ben");
    assertThat(approved.path("decisions").get(0).path("auth").asText()).isEqualTo("token");
    assertThat(approved.path("decisions").get(0).path("address").asText()).isEqualTo("127.0.0.1");
    Reply used = service.post(service.support, path(asked, "/consume"), consume(approved));
    assertThat(used.status()).isEqualTo(200);
    String execution = used.text("execution");
    assertThat(service.post(service.support, path(asked, "/consume"), consume(approved)).rule())
        .isEqualTo("already_consumed");
    Reply done =
        service.post(service.support, path(asked, "/outcome"), outcome(execution, "executed"));
    assertThat(done.text("state")).isEqualTo("EXECUTED");
    Reply history = service.get(service.ana, path(asked, "/history"));
    assertThat(history.body().path("events").findValuesAsText("kind"))
        .containsExactly(
            "approval_requested",
            "approval_decided",
            "approval_settled",
            "approval_consumed",
            "approval_refused",
            "approval_reported");
  }

  @Test
  void otherArguments_areNotRun() throws Exception {
    JsonNode approved = approve(ask("refund", REFUND));
    String other =
        ApprovalAgent.action("refund", null, "{\"amount\": 2500, \"order\": \"A-17\"}").hash();
    assertThat(
            service.post(service.support, path(approved, "/consume"), consume(other, "p")).rule())
        .isEqualTo("hash_mismatch");
    assertThat(service.get(service.ana, path(approved, "/history")).body().toString())
        .contains("HASH_MISMATCH");
  }

  @Test
  void editedArguments_areWhatRuns() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    String body = decide(true, 1, "half").replace("null", "{\"amount\": 125, \"order\": \"A-17\"}");
    Reply approved = service.post(service.ben, path(asked, "/decide"), body);
    assertThat(approved.body().path("edited_arguments").path("amount").asInt()).isEqualTo(125);
    String before = consume(asked.path("action_hash").asText(), "p");
    assertThat(service.post(service.support, path(asked, "/consume"), before).rule())
        .isEqualTo("hash_mismatch");
    Reply used = service.post(service.support, path(asked, "/consume"), consume(approved.body()));
    assertThat(used.status()).isEqualTo(200);
  }

  @Test
  void whoAsked_mayNotApprove() throws Exception {
    String body = request("refund", "Ben", unique(), REFUND);
    JsonNode asked = service.post(service.support, APPROVALS, body).body().path("approval");
    Reply own = service.post(service.ben, path(asked, "/decide"), decide(true, 1, ""));
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.rule()).isEqualTo("requester_excluded");
    Reply another = service.post(service.ana, path(asked, "/decide"), decide(true, 1, ""));
    assertThat(another.text("state")).isEqualTo("APPROVED");
  }

  @Test
  void critical_isNotDecidedByAToken() throws Exception {
    JsonNode asked = ask("delete_account", "{}");
    Reply reply = service.post(service.ana, path(asked, "/decide"), decide(true, 1, ""));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.rule()).isEqualTo("step_up_required");
  }

  @Test
  void lateDecision_learnsWhoWasFirst() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    approve(asked);
    Reply late = service.post(service.ana, path(asked, "/decide"), decide(false, 1, "no"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.rule()).isEqualTo("already_decided");
    assertThat(late.body().path("error").path("message").asText()).contains("APPROVED by ben at ");
  }

  @Test
  void quorum_waitsForASecondPerson() throws Exception {
    JsonNode asked = ask("payout", "{}");
    assertThat(approve(asked).path("state").asText()).isEqualTo("PENDING");
    Reply stale = service.post(service.ana, path(asked, "/decide"), decide(true, 1, ""));
    assertThat(stale.rule()).isEqualTo("changed_meanwhile");
    Reply second = service.post(service.ana, path(asked, "/decide"), decide(true, 2, ""));
    assertThat(second.text("state")).isEqualTo("APPROVED");
  }

  @Test
  void denial_needsAReason() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    Reply reply = service.post(service.ben, path(asked, "/decide"), decide(false, 1, ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.rule()).isEqualTo("no_reason");
    Reply denied = service.post(service.ben, path(asked, "/decide"), decide(false, 1, "twice"));
    assertThat(denied.text("state_reason")).isEqualTo("twice");
    assertThat(denied.text("on_denial")).isEqualTo("A person declined this refund.");
  }

  @Test
  void revokedAndCancelled_doNotRun() throws Exception {
    JsonNode approved = approve(ask("refund", REFUND));
    assertThat(service.post(service.ana, path(approved, "/revoke"), order("fraud")).text("state"))
        .isEqualTo("REVOKED");
    assertThat(service.post(service.support, path(approved, "/consume"), consume(approved)).rule())
        .isEqualTo("not_approved");
    JsonNode asked = ask("refund", REFUND);
    assertThat(service.post(service.support, path(asked, "/cancel"), order("ended")).text("state"))
        .isEqualTo("CANCELLED");
    assertThat(service.post(service.ben, path(asked, "/decide"), decide(true, 1, "")).rule())
        .isEqualTo("already_decided");
    assertThat(service.post(service.support, path(asked, "/cancel"), order("x")).status())
        .isEqualTo(200);
  }

  @Test
  void wait_endsWithTheDecision() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> await(asked, 1, 20_000));
    approve(asked);
    assertThat(waiting.join().body().path("approval").path("state").asText()).isEqualTo("APPROVED");
    assertThat(await(asked, 9, 10).body().path("approval").path("state").asText())
        .isEqualTo("APPROVED");
  }

  /** Longer than an idle connection lives. */
  @Test
  @Tag("long")
  void wait_mayTakeHalfAMinute() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    long from = System.nanoTime();
    assertThat(await(asked, 1, 28_000).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(27));
  }

  private static Reply await(JsonNode approval, long after, long millis) {
    try {
      String query = "?after=" + after + "&wait_millis=" + millis;
      return service.get(service.support, path(approval, query));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void list_goesPageByPageOldestFirst() throws Exception {
    String run = unique();
    for (int i = 0; i < 5; i++) {
      String arguments = "{\"amount\": " + (500 + i) + "}";
      service.post(service.support, APPROVALS, request("refund", null, run, arguments));
    }
    String query = APPROVALS + "?state=PENDING&limit=2&tool=ref*&service=support-*&run_id=" + run;
    JsonNode first = service.get(service.ana, query).body();
    JsonNode second =
        service.get(service.ana, query + "&cursor=" + first.path("next").asText()).body();
    JsonNode third =
        service.get(service.ana, query + "&cursor=" + second.path("next").asText()).body();
    assertThat(first.findValuesAsText("amount")).containsExactly("500", "501");
    assertThat(second.findValuesAsText("amount")).containsExactly("502", "503");
    assertThat(third.findValuesAsText("amount")).containsExactly("504");
    assertThat(third.path("next").isNull()).isTrue();
    JsonNode newest = service.get(service.ana, APPROVALS + "?limit=2&run_id=" + run).body();
    assertThat(newest.findValuesAsText("amount")).containsExactly("504", "503");
    assertThat(service.get(service.ana, APPROVALS + "?cursor=x").rule()).isEqualTo("malformed");
    assertThat(service.get(service.ana, APPROVALS + "?state=LOST").rule()).isEqualTo("malformed");
  }

  @Test
  void anothersToken_seesNothing() throws Exception {
    JsonNode approved = approve(ask("refund", REFUND));
    assertThat(service.get(service.research, path(approved, "")).status()).isEqualTo(404);
    for (String[] call :
        new String[][] {
          {"/consume", consume(approved)},
          {"/outcome", outcome(unique(), "executed")},
          {"/cancel", order("x")}
        }) {
      Reply reply = service.post(service.research, path(approved, call[0]), call[1]);
      assertThat(reply.status()).as(call[0]).isEqualTo(404);
      assertThat(reply.rule()).isEqualTo("no_such_approval");
    }
    String body = request("refund", null, unique(), REFUND);
    assertThat(service.post(service.research, APPROVALS, body).rule()).isEqualTo("foreign_caller");
  }

  @Test
  void roles_areKeptApart() throws Exception {
    JsonNode asked = ask("refund", REFUND);
    for (String token : List.of("forged", service.support)) {
      String rule = token.equals("forged") ? "wrong_token" : "not_an_operator";
      assertThat(service.get(token, APPROVALS).rule()).isEqualTo(rule);
      assertThat(service.get(token, path(asked, "/history")).rule()).isEqualTo(rule);
      assertThat(service.post(token, path(asked, "/decide"), decide(true, 1, "")).rule())
          .isEqualTo(rule);
      assertThat(service.post(token, path(asked, "/revoke"), order("x")).rule()).isEqualTo(rule);
    }
    for (String token : List.of("forged", service.ana)) {
      String rule = token.equals("forged") ? "wrong_token" : "not_an_agent";
      String body = request("refund", null, unique(), REFUND);
      assertThat(service.get(token, "/v1/approval-rules").rule()).isEqualTo(rule);
      assertThat(service.post(token, APPROVALS, body).rule()).isEqualTo(rule);
      assertThat(service.post(token, path(asked, "/consume"), consume(asked)).rule())
          .isEqualTo(rule);
      assertThat(service.post(token, path(asked, "/outcome"), outcome("x", "failed")).rule())
          .isEqualTo(rule);
      assertThat(service.post(token, path(asked, "/cancel"), order("x")).rule()).isEqualTo(rule);
    }
  }

  @Test
  void requests_areBoundedAndExact() throws Exception {
    String good = request("refund", null, unique(), REFUND);
    String hash = Contract.JSON.readTree(good).path("action_hash").asText();
    assertRefused(good.replace(hash, "0".repeat(64)), 400, "bad_request");
    assertRefused(good.replace("250", "9007199254740993"), 400, "arguments_unreadable");
    assertRefused(good.replace("250", "100.00000000000000001"), 400, "arguments_unreadable");
    assertRefused(good.replace("250", "1e999"), 400, "arguments_unreadable");
    assertRefused(good.replace("250", "NaN"), 400, "malformed");
    assertRefused(good.replace("\"amount\":250", "\"amount\":250,\"amount\":1"), 400, "malformed");
    assertRefused(good.replace("A-17", "\\ud800"), 400, "arguments_unreadable");
    assertRefused(good.replace("250", "[".repeat(64) + "]".repeat(64)), 400, "malformed");
    assertRefused(good.replace("250", "[".repeat(20_000) + "]".repeat(20_000)), 400, "malformed");
    assertRefused(good.replace("A-17", "x".repeat(66_000)), 400, "malformed");
    assertRefused(good.replace("A-17", "x".repeat(100_000)), 413, "too_large");
    assertRefused(good + " x", 400, "malformed");
    assertRefused("[]", 400, "malformed");
    assertRefused("", 400, "malformed");
    assertRefused(good.replace("\"tool\":\"refund\"", "\"tool\":\"\""), 400, "malformed");
    for (String hints : new String[] {"[]", "1", "{\"destructive\":null}", "{\"harmless\":true}"}) {
      assertRefused(good.replaceFirst("}$", ",\"hints\":" + hints + "}"), 400, "malformed");
    }
  }

  private static void assertRefused(String body, int status, String rule) throws Exception {
    Reply reply = service.wrong(service.support, APPROVALS, body);
    String start = body.substring(0, Math.min(300, body.length()));
    assertThat(reply.rule()).as(start).isEqualTo(rule);
    assertThat(reply.status()).as(start).isEqualTo(status);
  }

  @Test
  void roleTakenAway_endsTheUseOfAnApproval() throws Exception {
    JsonNode approved = approve(ask("refund", REFUND));
    JsonNode probe = ask("refund", REFUND);
    String before = Files.readString(service.tokens);
    try {
      String ben =
          before.lines().filter(line -> line.contains("\"ben\"")).findFirst().orElseThrow();
      Files.writeString(service.tokens, before.replace(ben, ben.replace("finance", "other")));
      ApiTest.await(() -> decided(probe).equals("forbidden"));
      Reply reply = service.post(service.support, path(approved, "/consume"), consume(approved));
      assertThat(reply.rule()).isEqualTo("role_removed");
    } finally {
      Files.writeString(service.tokens, before);
      ApiTest.await(() -> decided(probe).equals("changed_meanwhile"));
    }
    assertThat(
            service.post(service.support, path(approved, "/consume"), consume(approved)).status())
        .isEqualTo(200);
  }

  /** The rule that a decision breaks which fails in any case: on the role, or on the version. */
  private static String decided(JsonNode probe) {
    try {
      return service.post(service.ben, path(probe, "/decide"), decide(true, 99, "")).rule();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void metrics_tellWhatWaitsAndWhatWasDecided() throws Exception {
    approve(ask("refund", REFUND));
    ask("payout", "{}");
    String metrics = service.plain(service.request("/metrics", "none")).body();
    assertThat(metrics)
        .containsPattern("aiops_approvals_pending\\{rule=\"payouts\"} [1-9]")
        .containsPattern("aiops_approvals_oldest_pending_seconds [0-9]")
        .containsPattern("aiops_approvals_decisions_total\\{decision=\"approve\"} [1-9]");
  }

  @Test
  void body_ofAnotherType_isRefused() throws Exception {
    Reply reply =
        service.send(
            service
                .request(APPROVALS, service.support)
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(reply.rule()).isEqualTo("not_json");
  }
}
