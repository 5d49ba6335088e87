/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Ending.Revocation;
import dev.aiops.approval.approvals.Ending.TakeBack;
import dev.aiops.approval.approvals.Sight;
import dev.aiops.approval.approvals.Using;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.budget.RaiseRequest;
import dev.aiops.approval.budget.RaiseVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told of, and what it says. */
class NoticesTest {

  private static final Actor BOSS = new Actor("ana", Set.of("boss"));

  private final Office office = new Office();
  private Receiver receiver;
  private Notifier notifier;

  @BeforeEach
  void start() throws Exception {
    receiver = new Receiver();
    notifier = office.tells(Office.webhook(receiver.address()));
  }

  @AfterEach
  void stop() {
    notifier.close();
    office.close();
    receiver.close();
  }

  @Test
  void action_askedForAndApproved_isToldWithItsFacts() throws Exception {
    Approval approval = office.ask("refund", "bot", "secret-order-17");
    Receiver.Request asked = receiver.awaitTaken(1).get(0);
    assertThat(asked.text("type")).isEqualTo("approval.new");
    assertThat(asked.text("summary"))
        .isEqualTo("Waits for a person: tool refund of agent bot (shop, live), rule refunds");
    assertThat(asked.text("link")).isEqualTo("https://ops.example.com/approvals/" + approval.id());
    JsonNode action = asked.json().path("action");
    assertThat(action.path("tool").asText()).isEqualTo("refund");
    assertThat(action.path("run_id").asText()).isEqualTo(approval.asked().run());
    assertThat(action.path("requester").asText()).isEqualTo("ruth");
    office.decide(approval.id(), "ana", true);
    Receiver.Request decided = receiver.awaitTaken(2).get(1);
    assertThat(decided.text("type")).isEqualTo("approval.decided");
    assertThat(decided.text("state")).isEqualTo("APPROVED");
    assertThat(decided.json().path("decided_by").toString()).isEqualTo("[\"ana\"]");
    assertThat(decided.text("summary")).startsWith("Approved by ana: tool refund");
    assertThat(decided.text("id")).isNotEqualTo(asked.text("id"));
  }

  @Test
  void arguments_andReasons_areInNoNotice() throws Exception {
    Approval approval = office.ask("refund", "bot", "secret-order-17");
    office.decide(approval.id(), "ana", false);
    assertThat(receiver.awaitTaken(2))
        .extracting(Receiver.Request::body)
        .noneMatch(body -> body.contains("secret-order-17") || body.contains("because"));
  }

  @Test
  void decisionOfTwo_namesBoth() throws Exception {
    Approval approval = office.ask("pay");
    office.decide(approval.id(), "ana", true);
    office.decide(approval.id(), "ben", true);
    Receiver.Request decided = receiver.awaitTaken(2).get(1);
    assertThat(decided.json().path("decided_by").toString()).isEqualTo("[\"ana\",\"ben\"]");
  }

  @Test
  void everyEnd_isTold() throws Exception {
    String cancelled = office.ask("refund").id();
    String revoked = office.ask("refund").id();
    String expired = office.ask("refund").id();
    String unknown = office.ask("refund").id();
    Office.done(
        office
            .engine
            .approvals()
            .cancel(new TakeBack(cancelled, Office.unique(), "not needed", agent()), Sight.ALL));
    office.decide(revoked, "ana", true);
    Office.done(
        office
            .engine
            .approvals()
            .revoke(
                new Revocation(
                    new TakeBack(revoked, Office.unique(), "a mistake", BOSS), Office.as(BOSS))));
    office.decide(unknown, "ana", true);
    String hash = office.engine.approvals().known().find(unknown).orElseThrow().proposedHash();
    Office.done(
        office
            .engine
            .approvals()
            .consume(
                new Using.Use(unknown, Office.unique(), hash, "host", "p1", "x-1", "agent"),
                Sight.ALL,
                name -> Set.of("boss")));
    receiver.awaitTaken(8);
    office.passes(Duration.ofDays(101));
    Office.until(() -> stateOf(expired).startsWith("EXPIRED"));
    Office.until(() -> stateOf(unknown).startsWith("OUTCOME_UNKNOWN"));
    assertThat(stateOf(cancelled)).isEqualTo("CANCELLED by [\"agent\"]");
    assertThat(stateOf(revoked)).isEqualTo("REVOKED by [\"ana\"]");
    assertThat(stateOf(expired)).isEqualTo("EXPIRED by []");
    assertThat(stateOf(unknown)).isEqualTo("OUTCOME_UNKNOWN by []");
  }

  private static Actor agent() {
    return new Actor("agent", Set.of());
  }

  private String stateOf(String id) {
    List<Receiver.Request> about =
        receiver.taken().stream().filter(one -> one.text("entity").equals(id)).toList();
    Receiver.Request last = about.get(about.size() - 1);
    return last.text("state") + " by " + last.json().path("decided_by");
  }

  @Test
  void reminder_comesAfterTwiceAsLongEachTime_andEndsWithTheDecision() throws Exception {
    String id = office.ask("refund").id();
    receiver.awaitTaken(1);
    office.passes(Duration.ofMinutes(16));
    assertThat(receiver.awaitTaken(2).get(1).text("summary"))
        .startsWith("Still waits for a person (reminder 1): tool refund");
    office.passes(Duration.ofMinutes(16));
    String other = office.ask("refund").id();
    assertThat(receiver.awaitTaken(3).get(2).text("entity"))
        .as("the second comes after 30 minutes")
        .isEqualTo(other);
    office.passes(Duration.ofMinutes(15));
    List<String> reminded =
        receiver.awaitTaken(5).subList(3, 5).stream()
            .map(one -> one.text("entity") + " " + one.json().path("reminder"))
            .toList();
    assertThat(reminded).containsExactlyInAnyOrder(id + " 2", other + " 1");
    office.decide(id, "ana", true);
    office.decide(other, "ana", true);
    receiver.awaitTaken(7);
    office.passes(Duration.ofDays(2));
    String later = office.ask("refund").id();
    assertThat(receiver.awaitTaken(8).get(7).text("entity")).isEqualTo(later);
  }

  @Test
  void raise_askedForRemindedOfAndDecided_isTold() throws Exception {
    office.passes(untilTomorrowsNoon());
    RaiseRequest request =
        new RaiseRequest(
            "r1", "live", 2_500_000_000L, new Actor("ruth", Set.of()), "a long secret story");
    RaiseView raise = (RaiseView) Office.done(office.engine.raise(request));
    Receiver.Request asked = receiver.awaitTaken(1).get(0);
    assertThat(asked.text("type")).isEqualTo("raise.new");
    assertThat(asked.text("summary"))
        .isEqualTo("Waits for a person: 2.50 USD more today for budget live");
    assertThat(asked.text("link")).isEqualTo("https://ops.example.com/");
    assertThat(asked.json().path("raise").path("amount_nanos").asText()).isEqualTo("2500000000");
    office.passes(Duration.ofMinutes(16));
    Receiver.Request reminder = receiver.awaitTaken(2).get(1);
    assertThat(reminder.text("type")).isEqualTo("raise.reminder");
    assertThat(reminder.text("entity")).isEqualTo(raise.raise().toString());
    Office.done(
        office.engine.decide(
            raise.raise().toString(), new RaiseVerdict(BOSS, Office.as(BOSS), true, "go")));
    Receiver.Request decided = receiver.awaitTaken(3).get(2);
    assertThat(decided.text("type")).isEqualTo("raise.decided");
    assertThat(decided.text("summary"))
        .isEqualTo("Approved by ana: 2.50 USD more today for budget live");
    assertThat(receiver.requests()).noneMatch(one -> one.body().contains("secret story"));
  }

  /** Of a raise whose day is over nobody is reminded: the test must not run into midnight. */
  private static Duration untilTomorrowsNoon() {
    Instant now = Instant.now();
    Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
    return Duration.between(now, noon);
  }

  @Test
  void slackAndWebhook_areBothTold() throws Exception {
    notifier.close();
    try (Receiver slack = new Receiver();
        Notifier both =
            office.tells(
                Office.settings(Optional.of(receiver.address()), Optional.of(slack.address())))) {
      String id = office.ask("refund").id();
      assertThat(receiver.awaitTaken(1).get(0).text("entity")).isEqualTo(id);
      assertThat(slack.awaitTaken(1).get(0).text("text"))
          .startsWith("*Waits for a person*: tool `refund`, rule `refunds`, agent `bot`")
          .endsWith("<https://ops.example.com/approvals/" + id + "|Open the form>");
      assertThat(both).isNotNull();
    }
  }
}
