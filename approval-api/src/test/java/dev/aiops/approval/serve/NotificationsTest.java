/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.access.User;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.log.ClickHouseControlLog;
import dev.aiops.approval.notify.NotifySettings;
import dev.aiops.approval.notify.NotifySettings.Webhook;
import dev.aiops.approval.notify.Pace;
import dev.aiops.approval.notify.Receiver;
import dev.aiops.approval.web.WebSettings;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People are told by the whole service, over the log in ClickHouse. */
@ExtendWith(ClickHouseExtension.class)
class NotificationsTest {

  private static final String SECRET = "a secret of more than 32 bytes, for tests";
  private static final String REFUND = "{\"amount\": 4711}";

  private static final Pace FAST =
      new Pace(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(10),
          Duration.ofDays(7));

  @TempDir Path directory;

  @Test
  void notice_isWhatTheContractSays_andItsLinkOpensTheFormAndDecidesNothing(TestDatabase database)
      throws Exception {
    try (Receiver receiver = new Receiver();
        TestService service = service(database, receiver)) {
      String id = ask(service);
      Receiver.Request notice = receiver.awaitTaken(1).get(0);
      new Contract().holds("Notification", notice.json());
      assertThat(notice.body()).doesNotContain("4711");
      String path = URI.create(notice.text("link")).getPath();
      assertThat(path).isEqualTo("/approvals/" + id);
      TestBrowser nobody = new TestBrowser(service.port());
      assertThat(nobody.get(path).location()).startsWith("/login?next=");
      TestBrowser ana = new TestBrowser(service.port()).signedIn("ana", People.PASSWORD);
      assertThat(ana.get(path).page().select("form[action$=/decide]")).isNotEmpty();
      JsonNode after = service.get(service.ana, "/v1/approvals/" + id).body().path("approval");
      assertThat(after.path("state").asText()).isEqualTo("PENDING");
      assertThat(after.path("version").asInt()).isEqualTo(1);
      service.post(
          service.ana,
          "/v1/approvals/" + id + "/decide",
          ApprovalAgent.decide(true, 1, "it is right"));
      Receiver.Request decided = receiver.awaitTaken(2).get(1);
      new Contract().holds("Notification", decided.json());
      assertThat(decided.text("summary")).startsWith("Approved by ana: tool refund_order");
    }
  }

  @Test
  void receiver_thatFails_isSeenInMetricsAndNotInReadiness(TestDatabase database) throws Exception {
    try (Receiver receiver = new Receiver();
        TestService service = service(database, receiver)) {
      receiver.answers(503);
      ask(service);
      receiver.awaitCame(3);
      assertThat(service.get("none", "/readyz").status()).isEqualTo(200);
      assertThat(metric(service, "failed_total")).isGreaterThanOrEqualTo(2);
      assertThat(metric(service, "delivered_total")).isZero();
      receiver.answers(200);
      receiver.awaitTaken(1);
      awaitDelivered(service, 1);
    }
  }

  @Test
  void instances_onOneLog_oneOfWhichEnds_deliverAll(TestDatabase database) throws Exception {
    try (Receiver receiver = new Receiver();
        TestService service = service(database, receiver)) {
      Set<String> asked = new HashSet<>();
      try (ApprovalApi another = service.another()) {
        for (int i = 0; i < 10; i++) {
          asked.add(ask(service));
        }
        receiver.awaitTaken(10);
        awaitDelivered(service, 10);
        assertThat(receiver.requests()).as("as a rule one sends").hasSize(10);
        receiver.answers(500);
        asked.add(ask(service));
        receiver.awaitCame(11);
        assertThat(another.port()).isPositive();
      }
      receiver.answers(200);
      receiver.awaitTaken(11);
      assertThat(entities(receiver)).isEqualTo(asked);
    }
  }

  @Tag("long")
  @Test
  void serviceKilledBeforeItDelivered_deliversOnceItIsBack(TestDatabase database) throws Exception {
    try (Receiver receiver = new Receiver();
        TestService files = new TestService(database.control(), directory, InstantSource.system());
        ServiceProcess process =
            new ServiceProcess(
                database.control(), files.policy, files.tokens, environment(receiver))) {
      Set<String> asked = new HashSet<>();
      receiver.neverAnswers();
      for (int kill = 0; kill < 3; kill++) {
        asked.add(ask(files));
        receiver.awaitCame(receiver.requests().size() + 1);
        process.killAndStart();
      }
      receiver.answers(200);
      receiver.awaitTaken(3);
      assertThat(entities(receiver)).isEqualTo(asked);
    }
  }

  private Map<String, String> environment(Receiver receiver) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET);
    return Map.of(
        "AIOPS_WEBHOOK_URL", receiver.address().toString(),
        "AIOPS_WEBHOOK_SECRET_FILE", secret.toString(),
        "AIOPS_PUBLIC_URL", "http://localhost:8321");
  }

  private static Set<String> entities(Receiver receiver) {
    return receiver.taken().stream()
        .map(request -> request.text("entity"))
        .collect(Collectors.toSet());
  }

  private TestService service(TestDatabase database, Receiver receiver) throws Exception {
    Path users = directory.resolve("users.jsonl");
    UserFile.add(users, User.of("ana", People.PASSWORD, Set.of("admin", "finance")));
    WebSettings web =
        new WebSettings(
            Optional.of(users),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(15));
    NotifySettings notices =
        new NotifySettings(
            Optional.of(new Webhook(receiver.address(), List.of(SECRET))),
            Optional.empty(),
            URI.create("http://localhost:8321"),
            Duration.ofMinutes(15),
            FAST);
    TestService service =
        new TestService(
            database.control(),
            directory,
            InstantSource.system(),
            Files.readString(Path.of("src/test/resources/policy.yaml")),
            web,
            notices);
    awaitOpen(database);
    return service;
  }

  /** What was asked for before a channel is open is not told. */
  private static void awaitOpen(TestDatabase database) throws Exception {
    ClickHouseControlLog log = new ClickHouseControlLog(database.control());
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (log.read(0, 10_000).rows().stream()
        .noneMatch(row -> row.entry().kind().equals("notification_opened"))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static String ask(TestService service) throws Exception {
    String body = ApprovalAgent.request("refund_order", null, ApprovalAgent.unique(), REFUND);
    return service
        .post(service.support, "/v1/approvals", body)
        .body()
        .path("approval")
        .path("id")
        .asText();
  }

  private static void awaitDelivered(TestService service, int count) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (metric(service, "delivered_total") < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    assertThat(metric(service, "oldest_undelivered_seconds")).isZero();
  }

  private static double metric(TestService service, String name) throws Exception {
    String line = "aiops_notifications_" + name + "{channel=\"webhook\"}";
    return service
        .plain(service.request("/metrics", "none"))
        .body()
        .lines()
        .filter(text -> text.startsWith(line))
        .mapToDouble(text -> Double.parseDouble(text.substring(line.length()).strip()))
        .sum();
  }
}
