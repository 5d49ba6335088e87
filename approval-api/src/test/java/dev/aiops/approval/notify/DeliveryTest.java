/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.log.MemoryControlLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the receiver and the instances do, each notice is delivered. */
class DeliveryTest {

  private final MemoryControlLog log = new MemoryControlLog();
  private final Office office = new Office(log);

  @AfterEach
  void stop() {
    office.close();
  }

  @Test
  void failuresOfEveryKind_areTriedAgain_andTakenOnce() throws Exception {
    try (Receiver receiver = new Receiver();
        Notifier notifier = office.tells(Office.webhook(receiver.address()))) {
      receiver.answers(500);
      String id = office.ask("refund").id();
      int came = receiver.awaitCame(2).size();
      receiver.dropsConnections();
      came = receiver.awaitCame(came + 2).size();
      receiver.neverAnswers();
      came = receiver.awaitCame(came + 2).size();
      receiver.answers(302, "Location", receiver.address().toString());
      receiver.awaitCame(came + 2);
      assertThat(receiver.taken()).isEmpty();
      receiver.answers(200);
      assertThat(receiver.awaitTaken(1).get(0).text("entity")).isEqualTo(id);
      Set<String> ids =
          receiver.requests().stream().map(one -> one.text("id")).collect(Collectors.toSet());
      assertThat(ids).as("one id, however often it is sent").hasSize(1);
      Office.until(() -> office.channel().delivered() == 1);
      assertThat(receiver.taken()).hasSize(1);
      assertThat(office.channel().failed()).isGreaterThanOrEqualTo(8);
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void receiver_thatIsOffAndComesBack_getsAllThatHappened() throws Exception {
    Receiver before = new Receiver();
    int port = before.port();
    try (Notifier notifier = office.tells(Office.webhook(before.address()))) {
      before.close();
      Set<String> asked = new TreeSet<>();
      for (int i = 0; i < 20; i++) {
        asked.add(office.ask("refund").id());
      }
      Office.until(() -> office.channel().failed() >= 3);
      try (Receiver after = new Receiver(port)) {
        after.awaitTaken(20);
        assertThat(entities(after)).isEqualTo(asked);
      }
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void instance_thatEndsBetweenTheRowAndTheDelivery_isFollowedByOneThatDelivers() throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.answers(500);
      String id;
      try (Notifier first = office.tells(Office.webhook(receiver.address()))) {
        id = office.ask("refund").id();
        receiver.awaitCame(1);
        assertThat(first).isNotNull();
      }
      receiver.answers(200);
      try (Office next = new Office(log);
          Notifier second = next.tells(Office.webhook(receiver.address()))) {
        assertThat(receiver.awaitTaken(1).get(0).text("entity")).isEqualTo(id);
        Office.until(() -> next.channel().delivered() == 1);
        assertThat(second).isNotNull();
      }
    }
  }

  @Test
  void receiver_thatNeverAnswers_holdsUpNoDecision() throws Exception {
    try (Receiver receiver = new Receiver();
        Notifier notifier = office.tells(Office.webhook(receiver.address()))) {
      receiver.neverAnswers();
      office.ask("refund");
      receiver.awaitCame(1);
      long from = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        String id = office.ask("refund").id();
        assertThat(office.decide(id, "ana", true)).isInstanceOf(Viewed.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
      assertThat(receiver.taken()).isEmpty();
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void noticeThatNobodyTakes_holdsUpNoOther() throws Exception {
    try (Receiver receiver = new Receiver();
        Notifier notifier = office.tells(Office.webhook(receiver.address()))) {
      receiver.refuses(body -> body.path("action").path("agent").asText().equals("odd"));
      String odd = office.ask("refund", "odd", "A-1").id();
      Set<String> others = new TreeSet<>();
      for (int i = 0; i < 10; i++) {
        others.add(office.ask("refund").id());
      }
      receiver.awaitTaken(10);
      assertThat(entities(receiver)).isEqualTo(others).doesNotContain(odd);
      receiver.answers(200);
      receiver.awaitTaken(11);
      assertThat(entities(receiver)).contains(odd);
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void receiver_thatAsksForRest_isLeftAlone() throws Exception {
    try (Receiver receiver = new Receiver();
        Notifier notifier = office.tells(Office.webhook(receiver.address()))) {
      receiver.answers(429, "Retry-After", "600");
      office.ask("refund");
      Office.until(() -> office.channel().failed() == 1);
      receiver.answers(200);
      String other = office.ask("refund").id();
      assertThat(office.engine.approvals().known().find(other)).isPresent();
      assertThat(office.channel().notBefore())
          .isAfter(office.engine.notices().newest().plus(Duration.ofMinutes(9)));
      assertThat(receiver.taken()).isEmpty();
      office.passes(Duration.ofMinutes(11));
      receiver.awaitTaken(2);
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void channel_thatIsNew_isNotToldWhatWasBefore() throws Exception {
    office.decide(office.ask("refund").id(), "ana", true);
    try (Receiver receiver = new Receiver();
        Notifier notifier = office.tells(Office.webhook(receiver.address()))) {
      String id = office.ask("refund").id();
      assertThat(receiver.awaitTaken(1).get(0).text("entity")).isEqualTo(id);
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void moreThanIsKeptInMemory_isReadFromTheLogAgain() throws Exception {
    Receiver before = new Receiver();
    int port = before.port();
    try (Notifier notifier = office.tells(Office.webhook(before.address()))) {
      before.close();
      Set<String> asked = new TreeSet<>();
      for (int i = 0; i < 600; i++) {
        String id = office.ask("refund").id();
        office.decide(id, "ana", true);
        asked.add(id);
      }
      assertThat(office.channel().waiting()).hasSize(Channel.MOST_WAITING);
      try (Receiver after = new Receiver(port)) {
        List<Receiver.Request> taken = after.awaitTaken(1_200);
        assertThat(taken.stream().map(one -> one.text("id")).distinct()).hasSize(1_200);
        assertThat(entities(after)).isEqualTo(asked);
        Office.until(() -> office.channel().delivered() == 1_200);
      }
      assertThat(office.channel().waiting()).isEmpty();
      assertThat(notifier).isNotNull();
    }
  }

  @Test
  void noticeOfAWeekAgo_isGivenUpAndCounted_andNewOnesAreDelivered() throws Exception {
    try (Receiver receiver = new Receiver();
        Notifier notifier = office.tells(Office.webhook(receiver.address()))) {
      receiver.answers(500);
      String old = office.ask("pay").id();
      receiver.awaitCame(1);
      office.passes(Duration.ofDays(6));
      int came = receiver.requests().size();
      receiver.awaitCame(came + 2);
      assertThat(office.channel().givenUp()).isZero();
      office.decide(old, "ana", false);
      office.passes(Duration.ofDays(1));
      Office.until(() -> office.channel().givenUp() == 1);
      receiver.answers(200);
      assertThat(receiver.awaitTaken(1).get(0).text("state")).isEqualTo("DENIED");
      assertThat(notifier).isNotNull();
    }
  }

  private static Set<String> entities(Receiver receiver) {
    return receiver.taken().stream()
        .map(one -> one.text("entity"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
