/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static dev.aiops.approval.serve.ApprovalAgent.consume;
import static dev.aiops.approval.serve.ApprovalAgent.decide;
import static dev.aiops.approval.serve.ApprovalAgent.request;
import static dev.aiops.approval.serve.ApprovalAgent.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.log.ClickHouseControlLog;
import dev.aiops.approval.log.Verdict;
import dev.aiops.approval.log.Verifier;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, two instances, and a restart, over HTTP on a real log. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalRacesTest {

  private static final String APPROVALS = "/v1/approvals";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path directory;

  @Test
  void thousandUsesAtOnce_haveOneWinner(TestDatabase database) throws Exception {
    try (TestService service = service(database)) {
      JsonNode asked = ask(service, unique(), 250);
      String path = APPROVALS + "/" + asked.path("id").asText();
      service.post(service.ben, path + "/decide", decide(true, 1, ""));
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        replies.add(post(service.port(), service.support, path + "/consume", consume(asked)));
      }
      List<Integer> statuses = replies.stream().map(reply -> reply.join().statusCode()).toList();
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
      assertThat(statuses).filteredOn(status -> status == 409).hasSizeGreaterThan(900);
      assertThat(service.get(service.ana, path).body().toString()).contains("\"CONSUMED\"");
    }
  }

  @Test
  void approveAndDenyOnTwoInstances_haveOneOutcome(TestDatabase database) throws Exception {
    try (TestService service = service(database);
        ApprovalApi other = service.another()) {
      for (int i = 0; i < 25; i++) {
        String id = ask(service, unique(), 250).path("id").asText();
        String path = APPROVALS + "/" + id + "/decide";
        var yes = post(service.port(), service.ana, path, decide(true, 1, ""));
        var no = post(other.port(), service.ben, path, decide(false, 1, "no"));
        boolean approved = yes.join().statusCode() == 200;
        assertThat(no.join().statusCode()).isEqualTo(approved ? 409 : 200);
        assertThat(no.join().body() + yes.join().body()).contains("already_decided");
        String state = approved ? "APPROVED" : "DENIED";
        for (int port : List.of(service.port(), other.port())) {
          assertThat(get(port, service.ana, APPROVALS + "/" + id).body())
              .contains("\"state\":\"" + state + "\"");
        }
      }
    }
  }

  @Test
  void hundredThatWait_areDecidableAfterARestart(TestDatabase database) throws Exception {
    TestService service = service(database);
    String run = unique();
    for (int i = 0; i < 100; i++) {
      ask(service, run, 1_000 + i);
    }
    service.close();
    try (ApprovalApi again = service.another()) {
      String list = APPROVALS + "?state=PENDING&limit=200&run_id=" + run;
      JsonNode page = json(get(again.port(), service.ana, list));
      assertThat(page.path("approvals")).hasSize(100);
      for (JsonNode approval : page.path("approvals")) {
        String path = APPROVALS + "/" + approval.path("id").asText();
        var early = post(again.port(), service.support, path + "/consume", consume(approval));
        assertThat(early.join().body()).contains("not_approved");
        var decided = post(again.port(), service.ben, path + "/decide", decide(true, 1, ""));
        assertThat(json(decided.join()).path("state").asText()).isEqualTo("APPROVED");
      }
    }
  }

  @Test
  void rowThatWasChanged_isFound(TestDatabase database) throws Exception {
    try (TestService service = service(database)) {
      String id = ask(service, unique(), 250).path("id").asText();
      service.post(service.ben, APPROVALS + "/" + id + "/decide", decide(false, 1, "no"));
    }
    ClickHouseControlLog log = new ClickHouseControlLog(database.control());
    assertThat(new Verifier(log).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
    database
        .admin()
        .execute(
            "ALTER TABLE control_log UPDATE body = replaceAll(body, '\"approve\":false',"
                + " '\"approve\":true') WHERE kind = 'approval_decided'",
            Map.of("mutations_sync", "2"));
    Verdict verdict = new Verifier(log).verify(seq -> {});
    assertThat(verdict).isInstanceOf(Verdict.Bad.class);
    assertThat(((Verdict.Bad) verdict).seq()).as("policy, request, decision").isEqualTo(3);
  }

  private TestService service(TestDatabase database) throws Exception {
    return new TestService(database.control(), directory, InstantSource.system());
  }

  private static JsonNode ask(TestService service, String run, int amount) throws Exception {
    String body = request("refund", null, run, "{\"amount\": " + amount + "}");
    return service.post(service.support, APPROVALS, body).body().path("approval");
  }

  private static CompletableFuture<HttpResponse<String>> post(
      int port, String token, String path, String body) {
    return CLIENT.sendAsync(
        TestService.request(port, path, token).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(int port, String token, String path) throws Exception {
    return CLIENT.send(
        TestService.request(port, path, token).GET().build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) throws Exception {
    return Contract.JSON.readTree(reply.body());
  }
}
