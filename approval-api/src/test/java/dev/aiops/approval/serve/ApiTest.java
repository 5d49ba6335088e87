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
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The service as a client sees it. Each test uses processes and request ids of its own. */
@ExtendWith(ClickHouseExtension.class)
class ApiTest {

  private static final String LEASES = "/v1/leases";
  private static final Duration LIMIT = Duration.ofSeconds(10);

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
  void grant_repeatedAfterALostAnswer_isGivenOnce() throws Exception {
    String body = grant(UUID.randomUUID().toString(), process(), "1000");
    Reply first = service.post(service.support, LEASES, body);
    Reply again = service.post(service.support, LEASES, body);
    assertThat(first.status()).isEqualTo(200);
    assertThat(again.text("lease")).isEqualTo(first.text("lease"));
    assertThat(again.text("granted_nanos")).isEqualTo(first.text("granted_nanos"));
  }

  @Test
  void grant_byTwoInstances_isTheSameMoneyOnce() throws Exception {
    String budget = "two-instances";
    try (ApprovalApi other = service.another()) {
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int port = i % 2 == 0 ? service.port() : other.port();
        String body = grant("r" + i + UUID.randomUUID(), process(), "100000000");
        replies.add(later(port, body.replace("support-live", budget)));
      }
      int granted = 0;
      for (CompletableFuture<HttpResponse<String>> reply : replies) {
        granted += reply.join().statusCode() == 200 ? 1 : 0;
      }
      // 1.00 dollar in parts of 0.10
      assertThat(granted).isEqualTo(10);
    }
    JsonNode day = today(budget);
    assertThat(day.path("leased_nanos").asText()).isEqualTo("1000000000");
    assertThat(day.path("remaining_nanos").asText()).isEqualTo("0");
  }

  private static CompletableFuture<HttpResponse<String>> later(int port, String body) {
    HttpRequest.Builder request =
        TestService.request(port, LEASES, service.support).POST(BodyPublishers.ofString(body));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return service.plain(request);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void lease_grantedByOneInstance_isKnownToTheOtherAtOnce() throws Exception {
    try (ApprovalApi other = service.another()) {
      for (int i = 0; i < 10; i++) {
        String process = process();
        String body = grant(UUID.randomUUID().toString(), process, "1000");
        String lease = service.post(service.support, LEASES, body).text("lease");
        HttpRequest.Builder report =
            TestService.request(other.port(), "/v1/leases/report", service.support)
                .POST(BodyPublishers.ofString(TestService.report(process, lease, 1, 1, 0)));
        Reply reply = service.send(report);
        assertThat(reply.lease(0).path("lost").asBoolean()).as(reply.toString()).isFalse();
      }
    }
  }

  @Test
  void budget_unknown_isRefused() throws Exception {
    String body = grant("u1", process(), "1").replace("support-live", "nobody");
    Reply reply = service.post(service.support, LEASES, body);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.rule()).isEqualTo("no_such_budget");
    assertThat(service.get(service.ana, "/v1/budgets/nobody/standing").rule())
        .isEqualTo("no_such_budget");
  }

  @Test
  void grant_withAWrongReport_isNotGiven() throws Exception {
    String lease = "support-live:2026-11-26:99999";
    String body = grant("w1", process(), "1");
    String report = TestService.report("p", lease, 1, 1, 0);
    String totals = report.substring(report.indexOf('['), report.lastIndexOf(']') + 1);
    Reply reply = service.post(service.support, LEASES, body.replace("[]", totals));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.rule()).isEqualTo("unknown_lease");
  }

  @Test
  void json_malformed_namesTheField() throws Exception {
    assertMalformed("{", "is not JSON");
    assertMalformed("", "");
    assertMalformed("[1]", "");
    assertMalformed("{\"x\": ".repeat(50) + "1" + "}".repeat(50), "");
    assertMalformed(grant("m1", process(), "1").replace("\"1\"", "1"), "need_nanos");
    assertMalformed(
        grant("m2", process(), "-1"),
        "need_nanos: is not an amount: write nano-USD as a string of up to 18 digits");
    assertMalformed(grant("m3", process(), "1.5"), "need_nanos: ");
    assertMalformed(grant("m4", process(), "9999999999999999999"), "need_nanos: ");
    assertMalformed(
        grant("m5", process(), "1").replace("\"reports\": []", "\"reports\": null"), "reports");
    assertMalformed(
        grant("m6", process(), "1").replace("\"reports\": []", "\"reports\": [], \"more\": 1"),
        "more");
    assertMalformed(grant("m7", "p".repeat(201), "1"), "process");
    assertMalformed(grant("m8", "\\ud800", "1"), "Unicode");
  }

  private static void assertMalformed(String body, String told) throws Exception {
    Reply reply = service.wrong(service.support, LEASES, body);
    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.body().path("error").path("message").asText()).as(body).contains(told);
  }

  @Test
  void body_tooLarge_isRefused() throws Exception {
    Reply reply = service.wrong(service.support, LEASES, "\"" + "x".repeat(70_000) + "\"");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.rule()).isEqualTo("too_large");
  }

  @Test
  void body_tooLargeAndOfUnknownLength_isRefused() throws Exception {
    Reply reply =
        service.send(
            service
                .request(LEASES, service.support)
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[70_000]))));
    assertThat(reply.rule()).isEqualTo("too_large");
  }

  @Test
  void body_notJson_isRefused() throws Exception {
    Reply reply =
        service.send(
            service
                .request(LEASES, service.support)
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(reply.status()).isEqualTo(415);
  }

  @Test
  void path_unknown_isRefusedAsJson() throws Exception {
    assertThat(service.get(service.support, "/v1/nothing").rule()).isEqualTo("unknown_path");
    assertThat(service.get(service.support, LEASES).rule()).isEqualTo("wrong_method");
  }

  @Test
  void budgets_unchanged_areNotSentAgain() throws Exception {
    HttpRequest.Builder ask =
        service.request("/v1/budgets?service=support-chat&environment=production", service.support);
    String tag = service.plain(ask).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = service.plain(ask.header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void contract_isServed() throws Exception {
    HttpResponse<String> reply = service.plain(service.request("/openapi.yaml", "none"));
    assertThat(reply.body())
        .isEqualTo(Files.readString(Contract.DIRECTORY.resolve("openapi.yaml")));
    assertThat(service.plain(service.request("/healthz", "none")).body()).isEqualTo("ok\n");
  }

  @Test
  void metrics_tellCapsRefusalsAndTheLog() throws Exception {
    service.post(service.support, LEASES, grant(UUID.randomUUID().toString(), process(), "1000"));
    service.post(service.research, LEASES, grant("f2", process(), "1"));
    String metrics = service.plain(service.request("/metrics", "none")).body();
    assertThat(metrics)
        .containsPattern(
            "aiops_budget_cap_usd\\{budget=\"all-agents\",day=\"[0-9-]+\",mode=\"enforce\"} 50.0")
        .containsPattern("aiops_budget_leased_usd\\{budget=\"support-live\"")
        .containsPattern("aiops_refusals_total\\{rule=\"foreign_caller\"} [1-9]")
        .containsPattern("aiops_control_log_append_seconds_count [1-9]")
        .containsPattern("aiops_control_log_head [1-9]")
        .contains("aiops_policy_mistake 0.0");
  }

  @Test
  void report_ofMoreThanTheLogGranted_raisesAnAlarm() throws Exception {
    String process = process();
    String body = grant(UUID.randomUUID().toString(), process, "1000");
    String lease = service.post(service.support, LEASES, body).text("lease");
    String report =
        TestService.report(process, lease, 1, 5, 0)
            .replace("\"granted_nanos\": \"0\"", "\"granted_nanos\": \"900000000000\"");
    assertThat(service.post(service.support, "/v1/leases/report", report).status()).isEqualTo(200);
    assertThat(service.plain(service.request("/metrics", "none")).body())
        .containsPattern("aiops_reports_beyond_log_total [1-9]");
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static JsonNode today(String budget) throws Exception {
    JsonNode days = service.get(service.ana, "/v1/budgets/" + budget + "/standing").body();
    return days.path("days").path(days.path("days").size() - 1);
  }

  private static String grant(String request, String process, String nanos) {
    return TestService.grant(request, process, nanos);
  }

  private static String process() {
    return UUID.randomUUID().toString();
  }
}
