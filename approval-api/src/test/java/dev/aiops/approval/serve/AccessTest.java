/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.serve.TestService.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask for what. */
@ExtendWith(ClickHouseExtension.class)
class AccessTest {

  private static final String LEASES = "/v1/leases";

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

  @Test
  void token_missing_isRefused() throws Exception {
    HttpResponse<String> reply =
        service.plain(
            HttpRequest.newBuilder(service.request(LEASES, "x").build().uri())
                .POST(BodyPublishers.ofString("{}")));
    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body()).contains("\"rule\":\"no_token\"").contains("Authorization: Bearer");
  }

  @Test
  void token_wrong_isRefused() throws Exception {
    Reply reply = service.wrong(service.support + "x", LEASES, "{}");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.rule()).isEqualTo("wrong_token");
  }

  @Test
  void token_ofAnotherService_isRefused() throws Exception {
    Reply reply = service.post(service.research, LEASES, grant("f1", process(), "1"));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.rule()).isEqualTo("foreign_caller");
  }

  @Test
  void lease_ofAnotherToken_isRefused() throws Exception {
    String process = process();
    String body = grant(UUID.randomUUID().toString(), process, "1000");
    String lease = service.post(service.support, LEASES, body).text("lease");
    Reply reply =
        service.post(
            service.research, "/v1/leases/close", TestService.report(process, lease, 1, 0, 0));
    assertThat(reply.lease(0).path("error").path("rule").asText()).isEqualTo("not_holder");
  }

  @Test
  void lease_askedForByAPerson_isRefused() throws Exception {
    Reply reply = service.post(service.ana, LEASES, grant("p1", process(), "1"));
    assertThat(reply.rule()).isEqualTo("not_an_agent");
  }

  @Test
  void raise_decidedByAnAgent_isRefused() throws Exception {
    String body = "{\"approve\": true, \"reason\": \"mine\"}";
    Reply reply =
        service.post(service.support, "/v1/raises/support-live:2026-11-26:1/decide", body);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.rule()).isEqualTo("not_an_operator");
  }

  @Test
  void budget_thatCoversNoneOfTheCalls_isRefused() throws Exception {
    String body = grant("n1", process(), "1").replace("support-live", "research-only");
    Reply reply = service.post(service.support, LEASES, body);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.rule()).isEqualTo("not_covered");
  }

  @Test
  void requests_tooMany_areRefused() throws Exception {
    try (ApprovalApi limited = service.limitedTo(5)) {
      List<Integer> seen = new ArrayList<>();
      ApiTest.await(
          () -> {
            seen.add(status(limited.port()));
            return seen.contains(429);
          });
      assertThat(new HashSet<>(seen)).containsExactlyInAnyOrder(200, 429);
    }
  }

  private static int status(int port) {
    String path = "/v1/budgets?service=support-chat&environment=production";
    return unchecked(() -> service.plain(TestService.request(port, path, service.support)))
        .statusCode();
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String grant(String request, String process, String nanos) {
    return TestService.grant(request, process, nanos);
  }

  private static String process() {
    return UUID.randomUUID().toString();
  }
}
