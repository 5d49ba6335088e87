/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.serve.TestService.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people stop and close by hand. Each test uses processes and orders of its own. */
@ExtendWith(ClickHouseExtension.class)
class OperatorTest {

  private static final String BUDGET = "/v1/budgets/support-live/";

  @TempDir static Path directory;

  private static TestService service;
  private static TestDatabase log;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    log = database;
    service = new TestService(database.control(), directory, TestService.NOON);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void halt_stopsGrantsUntilItIsResumed() throws Exception {
    String halt = order("runaway");
    assertThat(halted(service.post(service.ana, BUDGET + "halt", halt))).isEqualTo("runaway");
    assertThat(ask("p-" + UUID.randomUUID()).rule()).isEqualTo("halted");
    assertThat(halted(service.post(service.ana, BUDGET + "resume", order("fixed")))).isEmpty();
    assertThat(halted(service.post(service.ana, BUDGET + "halt", halt))).as("late copy").isEmpty();
    assertThat(ask("p-" + UUID.randomUUID()).status()).isEqualTo(200);
    assertThat(rows("kind IN ('budget_halted', 'budget_resumed') AND actor = 'ana'"))
        .contains(
            "budget_halted halted runaway 2026-11-26 11:00:00.000", "budget_resumed open fixed");
  }

  @Test
  void order_ofAnother_underTheSameRequestId_isRefused() throws Exception {
    String order = order("drill");
    service.post(service.ana, "/v1/budgets/research-only/halt", order);
    Reply reply = service.post(service.ana, "/v1/budgets/research-only/resume", order);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.rule()).isEqualTo("request_reused");
  }

  @Test
  void order_ofAPersonWithoutTheRole_isRefused() throws Exception {
    String lease = ask("p-" + UUID.randomUUID()).text("lease");
    for (String path : new String[] {BUDGET + "halt", BUDGET + "resume", path(lease, "revoke")}) {
      assertRefused(service.post(service.ben, path, order("x")), 403, "forbidden");
    }
    assertRefused(
        service.post(service.ben, path(lease, "release"), release("0")), 403, "forbidden");
  }

  @Test
  void order_ofAnAgent_isRefused() throws Exception {
    assertRefused(
        service.post(service.support, BUDGET + "halt", order("x")), 403, "not_an_operator");
    assertRefused(
        service.post(service.support, path("support-live:2026-11-26:1", "release"), release("0")),
        403,
        "not_an_operator");
    assertRefused(service.get(service.support, BUDGET + "leases"), 403, "not_an_operator");
    assertRefused(service.get(service.support, "/v1/standings"), 403, "not_an_operator");
  }

  @Test
  void order_withoutAReason_isRefused() throws Exception {
    String lease = ask("p-" + UUID.randomUUID()).text("lease");
    assertRefused(service.post(service.ana, BUDGET + "halt", order(" ")), 400, "no_reason");
    assertRefused(service.post(service.ana, path(lease, "revoke"), order(" ")), 400, "no_reason");
  }

  @Test
  void order_withoutARequestId_isRefused() throws Exception {
    Reply reply =
        service.wrong(service.ana, BUDGET + "halt", "{\"request_id\": \"\", \"reason\": \"x\"}");
    assertRefused(reply, 400, "malformed");
    assertThat(reply.body().path("error").path("message").asText())
        .contains("request_id must have 1 to 200 characters: draw one for each order");
  }

  @Test
  void order_onWhatIsNotKnown_isRefused() throws Exception {
    assertRefused(
        service.post(service.ana, "/v1/budgets/nobody/halt", order("x")), 404, "no_such_budget");
    assertRefused(service.get(service.ana, "/v1/budgets/nobody/leases"), 404, "no_such_budget");
    String unknown = "support-live:2026-11-26:99999";
    assertRefused(
        service.post(service.ana, path(unknown, "revoke"), order("x")), 404, "unknown_lease");
    assertRefused(
        service.post(service.ana, path(unknown, "release"), release("0")), 404, "unknown_lease");
  }

  @Test
  void revoke_tellsTheProcessToStop() throws Exception {
    String process = "p-" + UUID.randomUUID();
    String lease = ask(process).text("lease");
    String order = order("runaway");
    assertThat(service.post(service.ana, path(lease, "revoke"), order).text("stop"))
        .isEqualTo("revoked");
    assertThat(service.post(service.ana, path(lease, "revoke"), order).status()).isEqualTo(200);
    String report = TestService.report(process, lease, 1, 10, 0);
    JsonNode told = service.post(service.support, "/v1/leases/report", report).lease(0);
    assertThat(told.path("stop").asText()).isEqualTo("revoked");
    assertThat(told.path("lost").asBoolean()).isTrue();
    assertThat(rows("entity = '" + lease + "' AND kind = 'lease_revoked'").lines()).hasSize(1);
  }

  @Test
  void release_chargesWhatWasReportedUsedAtLeastAndOnce() throws Exception {
    String process = "p-" + UUID.randomUUID();
    String lease = ask(process).text("lease");
    String report = TestService.report(process, lease, 1, 300, 200);
    service.post(service.support, "/v1/leases/report", report);
    Reply low = service.post(service.ana, path(lease, "release"), release("499"));
    assertRefused(low, 409, "impossible");
    Reply done = service.post(service.ana, path(lease, "release"), release("700"));
    assertThat(done.text("state")).isEqualTo("released");
    assertThat(done.text("charged_nanos")).isEqualTo("700");
    Reply again = service.post(service.ana, path(lease, "release"), release("900"));
    assertThat(again.text("charged_nanos")).as("as it stands").isEqualTo("700");
    assertThat(rows("entity = '" + lease + "' AND kind = 'lease_closed'").lines()).hasSize(1);
  }

  @Test
  void leases_tellWhoHoldsWhatAndHowLongTheyAreSilent() throws Exception {
    String process = "p-" + UUID.randomUUID();
    String lease = ask(process).text("lease");
    service.post(
        service.support, "/v1/leases/report", TestService.report(process, lease, 1, 300, 200));
    JsonNode open = service.get(service.ben, BUDGET + "leases").body().path("leases");
    for (JsonNode one : open) {
      if (one.path("lease").asText().equals(lease)) {
        assertThat(one.path("holder").asText()).isEqualTo("support");
        assertThat(one.path("service").asText()).isEqualTo("support-chat");
        assertThat(one.path("host").asText()).isEqualTo("node-7/boot-1");
        assertThat(one.path("process").asText()).isEqualTo(process);
        assertThat(one.path("spent_nanos").asText()).isEqualTo("300");
        assertThat(one.path("reserved_nanos").asText()).isEqualTo("200");
        assertThat(one.path("silent_seconds").asInt()).isZero();
        return;
      }
    }
    throw new AssertionError("not among the open leases: " + open);
  }

  private static void assertRefused(Reply reply, int status, String rule) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.rule()).isEqualTo(rule);
  }

  /** Why support-live is halted in an answer; empty if it is not. */
  private static String halted(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    for (JsonNode halted : reply.body().path("halted")) {
      if (halted.path("budget").asText().equals("support-live")) {
        return halted.path("reason").asText();
      }
    }
    return "";
  }

  private static Reply ask(String process) throws Exception {
    String body = TestService.grant(UUID.randomUUID().toString(), process, "1000");
    return service.post(service.support, "/v1/leases", body);
  }

  private static String path(String lease, String order) {
    return "/v1/leases/" + lease + "/" + order;
  }

  private static String order(String reason) {
    return "{\"request_id\": \"%s\", \"reason\": \"%s\"}".formatted(UUID.randomUUID(), reason);
  }

  private static String release(String nanos) {
    return "{\"request_id\": \"%s\", \"reason\": \"bill\", \"charge_nanos\": \"%s\"}"
        .formatted(UUID.randomUUID(), nanos);
  }

  private static String rows(String which) {
    return log.ask(
        "SELECT arrayStringConcat(groupArray(concat(kind, ' ', state_after, ' ', JSONExtractString(body, 'reason'), ' ',"
            + " toString(at))), '\\n') FROM (SELECT * FROM control_log WHERE "
            + which
            + " ORDER BY seq)");
  }
}
