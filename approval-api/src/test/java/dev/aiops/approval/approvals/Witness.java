/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches a log and the processes, and keeps books of its own: what is approved it counts from the
 * rows, not from the state.
 */
final class Witness {

  private static final class Book {

    private final Asked asked;
    private final Map<String, Vote> votes = new TreeMap<>();
    private final List<String> uses = new ArrayList<>();
    private boolean over;

    private Book(Asked asked) {
      this.asked = asked;
    }
  }

  private final Map<String, Book> books = new HashMap<>();
  private final Map<String, String> hashOfUse = new HashMap<>();
  private final Set<String> ran = new HashSet<>();
  private final Map<String, Set<String>> roles;
  private int consumed;

  /**
   * @param roles those that people have, as they change
   */
  Witness(Map<String, Set<String>> roles) {
    this.roles = roles;
  }

  /** What a process says it is about to run. */
  void uses(Using.Use use) {
    hashOfUse.put(use.execution(), use.hash());
  }

  void row(ApprovalEvent event) {
    if (event instanceof ApprovalEvent.Requested requested) {
      books.put(event.approval(), new Book(requested.asked()));
    } else if (event instanceof ApprovalEvent.Answered answered) {
      answered(book(event.approval()), answered.vote());
    } else if (event instanceof ApprovalEvent.Consumed use) {
      consumed(book(event.approval()), use.execution());
    } else if (isEnd(event)) {
      book(event.approval()).over = true;
    }
  }

  private static boolean isEnd(ApprovalEvent event) {
    return event instanceof ApprovalEvent.Expired
        || event instanceof ApprovalEvent.Revoked
        || event instanceof ApprovalEvent.Cancelled
        || (event instanceof ApprovalEvent.Settled settled
            && settled.outcome() == ApprovalState.DENIED);
  }

  private void answered(Book book, Vote vote) {
    require(!book.over, "a vote after the end");
    require(rolesOf(vote.by()).contains(Fixtures.ROLE), "a vote without the role");
    boolean own = vote.by().equals(book.asked.action().requester());
    require(!(vote.approve() && own), "who asked approved");
    book.votes.put(vote.by(), vote);
  }

  private void consumed(Book book, Execution use) {
    String hash = hashOfUse.getOrDefault(use.id(), "none");
    require(book.uses.isEmpty(), "used twice");
    require(!book.over, "used after it was denied, expired, revoked or cancelled");
    long people =
        book.votes.values().stream()
            .filter(vote -> vote.approve() && vote.hash().equals(hash))
            .filter(vote -> rolesOf(vote.by()).contains(Fixtures.ROLE))
            .count();
    require(people >= book.asked.rule().quorum(), people + " people approved what is used");
    book.uses.add(use.id());
    consumed++;
  }

  /** A process runs the tool. */
  void runs(String approval, String execution) {
    Book book = book(approval);
    require(book.uses.contains(execution), "it runs what was never used");
    require(ran.add(approval), "it runs twice");
  }

  private Book book(String approval) {
    return Objects.requireNonNull(books.get(approval), approval);
  }

  private Set<String> rolesOf(String name) {
    return roles.getOrDefault(name, Set.of());
  }

  int consumed() {
    return consumed;
  }

  private static void require(boolean holds, String broken) {
    if (!holds) {
      throw new AssertionError(broken);
    }
  }
}
