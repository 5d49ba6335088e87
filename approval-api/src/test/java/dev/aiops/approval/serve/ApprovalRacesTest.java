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
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, two instances, and a restart, over HTTP on a real log. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalRacesTest {

  private static final String APPROVALS = "/v1/approvals";
  private static final int AT_ONCE = 50;
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
    approveAndDeny(database, AT_ONCE);
  }

  @Test
  @Tag("long")
  void approveAndDenyOnTwoInstances_haveOneOutcomeTenThousandTimes(TestDatabase database)
      throws Exception {
    approveAndDeny(database, 10_000);
  }

  private void approveAndDeny(TestDatabase database, int rounds) throws Exception {
    try (TestService service = service(database);
        ApprovalApi other = service.another()) {
      int approved = 0;
      for (int done = 0; done < rounds; done += AT_ONCE) {
        List<Race> races = begin(service, other);
        for (Race race : races) approved += race.approved() ? 1 : 0;
        List<Reading> readings = new ArrayList<>();
        for (Race race : races) readings.add(race.read(service, other));
        readings.forEach(Reading::haveTheOutcome);
      }
      System.out.printf("%d rounds, %d approved%n", rounds, approved);
      assertThat(settled(database, "APPROVED")).isEqualTo(approved);
      assertThat(settled(database, "DENIED")).isEqualTo(rounds - approved);
    }
  }

  private static List<Race> begin(TestService service, ApprovalApi other) throws Exception {
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      String body = request("refund", null, unique(), "{\"amount\": 250}");
      asked.add(post(service.port(), service.support, APPROVALS, body));
    }
    List<Race> races = new ArrayList<>();
    for (var reply : asked) {
      String id = json(reply.join()).path("approval").path("id").asText();
      String path = APPROVALS + "/" + id + "/decide";
      boolean yesFirst = races.size() % 2 == 0;
      var first = post(service.port(), service.ana, path, decide(yesFirst, 1, "so"));
      var second = post(other.port(), service.ben, path, decide(!yesFirst, 1, "so"));
      races.add(yesFirst ? new Race(id, first, second) : new Race(id, second, first));
    }
    return races;
  }

  private record Race(
      String id,
      CompletableFuture<HttpResponse<String>> yes,
      CompletableFuture<HttpResponse<String>> no) {

    boolean approved() {
      boolean approved = yes.join().statusCode() == 200;
      assertThat(no.join().statusCode()).isEqualTo(approved ? 409 : 200);
      assertThat(no.join().body() + yes.join().body()).contains("already_decided");
      return approved;
    }

    Reading read(TestService service, ApprovalApi other) {
      String state = "\"state\":\"" + (approved() ? "APPROVED" : "DENIED") + "\"";
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      for (int port : List.of(service.port(), other.port())) {
        HttpRequest get = TestService.request(port, APPROVALS + "/" + id, service.ana).build();
        replies.add(CLIENT.sendAsync(get, BodyHandlers.ofString()));
      }
      return new Reading(state, replies);
    }
  }

  private record Reading(String state, List<CompletableFuture<HttpResponse<String>>> replies) {

    void haveTheOutcome() {
      replies.forEach(reply -> assertThat(reply.join().body()).contains(state));
    }
  }

  private static int settled(TestDatabase database, String state) {
    String sql =
        "SELECT count() FROM control_log WHERE kind = 'approval_settled' AND state_after = '%s'";
    return Integer.parseInt(database.control().ask(sql.formatted(state)).strip());
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
      JsonNode first = page.path("approvals").get(0);
      String use = APPROVALS + "/" + first.path("id").asText() + "/consume";
      assertThat(post(again.port(), service.support, use, consume(first)).join().body())
          .contains("not_approved");
      for (JsonNode approval : page.path("approvals")) {
        String path = APPROVALS + "/" + approval.path("id").asText();
        var decided = post(again.port(), service.ben, path + "/decide", decide(true, 1, ""));
        assertThat(json(decided.join()).path("state").asText()).isEqualTo("APPROVED");
      }
    }
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
