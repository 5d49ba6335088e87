/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.log.MemoryControlLog;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two instances on one log. */
class TwoSendersTest {

  private final MemoryControlLog log = new MemoryControlLog();

  @Test
  void bothAtWork_deliverEachNoticeOnce() throws Exception {
    try (Receiver receiver = new Receiver();
        Office one = new Office(log);
        Office other = new Office(log);
        Notifier first = one.tells(Office.webhook(receiver.address()));
        Notifier second = other.tells(Office.webhook(receiver.address()))) {
      Set<String> asked = new TreeSet<>();
      for (int i = 0; i < 100; i++) {
        asked.add((i % 2 == 0 ? one : other).ask("refund").id());
      }
      Office.until(() -> one.channel().delivered() == 100);
      assertThat(entities(receiver)).isEqualTo(asked);
      assertThat(receiver.requests()).hasSize(100);
      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void oneThatIsGoneWithItsClaim_isFollowedByTheOther() throws Exception {
    try (Receiver dead = new Receiver();
        Receiver receiver = new Receiver();
        Office one = new Office(log);
        Office other = new Office(log)) {
      dead.neverAnswers();
      String id;
      try (Notifier first = one.tells(Office.webhook(dead.address()))) {
        id = one.ask("refund").id();
        dead.awaitCame(1);
        assertThat(first).isNotNull();
      }
      try (Notifier second = other.tells(Office.webhook(receiver.address()))) {
        assertThat(receiver.awaitTaken(1).get(0).text("entity")).isEqualTo(id);
        assertThat(second).isNotNull();
      }
    }
  }

  private static Set<String> entities(Receiver receiver) {
    return receiver.taken().stream()
        .map(one -> one.text("entity"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
