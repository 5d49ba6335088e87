/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.control.Answers.LeaseNews;
import io.opentelemetry.javaagent.aiops.control.Asks.Said;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejection;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports leases and closes those that are over, many in one request. */
final class Telling {

  private static final int MOST_LEASES = 100;

  private final ControlPlane plane;
  private final Outages outages;

  Telling(ControlPlane plane, Outages outages) {
    this.plane = plane;
    this.outages = outages;
  }

  /** A lease and where it is booked. */
  private record Entry(Book book, Holding held) {}

  private interface Exchange {
    Outcome<List<LeaseNews>> send(String process, List<Said> leases);
  }

  private interface Taking {
    void take(Entry entry, LeaseNews news, long askedAtNanos);
  }

  void report(Collection<Book> books, long nanos) {
    List<Entry> due = new ArrayList<>();
    books.forEach(book -> book.due(nanos).forEach(held -> due.add(new Entry(book, held))));
    send(due, nanos, plane::report, this::reported);
  }

  /** Says how all leases stand, due or not. */
  void reportAll(Collection<Book> books, long nanos) {
    books.forEach(Book::hurry);
    report(books, nanos);
  }

  private void reported(Entry entry, LeaseNews news, long askedAtNanos) {
    sayUnlessLost(news);
    entry.book().take(entry.held(), news, askedAtNanos);
    entry.book().desk().forget();
  }

  void close(Collection<Book> books, long nanos) {
    List<Entry> drained = new ArrayList<>();
    books.forEach(book -> book.drained().forEach(held -> drained.add(new Entry(book, held))));
    send(drained, nanos, plane::close, this::closed);
  }

  /** Losing a lease is part of the contract; being disbelieved is not. */
  private void sayUnlessLost(LeaseNews news) {
    Rejection error = news.error();
    if (error != null && !news.lost()) {
      outages.once(error.message() + ": its money stays spent for the day. " + error.remedy());
    }
  }

  private void closed(Entry entry, LeaseNews news, long askedAtNanos) {
    sayUnlessLost(news);
    entry.book().take(entry.held(), news, askedAtNanos);
    if (news.error() == null && !news.isOpen()) {
      entry.book().drop(entry.held());
    }
  }

  private void send(List<Entry> entries, long nanos, Exchange exchange, Taking taking) {
    for (List<Entry> batch : batches(entries)) {
      List<Said> said = batch.stream().map(entry -> entry.held().say(nanos)).toList();
      String process = batch.get(0).held().process;
      Outcome<List<LeaseNews>> outcome = outages.heard(exchange.send(process, said));
      if (outcome instanceof Told<List<LeaseNews>> told) {
        take(batch, told, taking);
      } else {
        batch.forEach(entry -> entry.held().hurry());
        return;
      }
    }
  }

  private static void take(List<Entry> batch, Told<List<LeaseNews>> told, Taking taking) {
    for (int i = 0; i < batch.size(); i++) {
      taking.take(batch.get(i), told.value().get(i), told.askedAtNanos());
    }
  }

  /** One request speaks for one process id. */
  private static List<List<Entry>> batches(List<Entry> entries) {
    Map<String, List<Entry>> byProcess = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byProcess.computeIfAbsent(entry.held().process, id -> new ArrayList<>()).add(entry);
    }
    List<List<Entry>> batches = new ArrayList<>();
    for (List<Entry> all : byProcess.values()) {
      for (int from = 0; from < all.size(); from += MOST_LEASES) {
        batches.add(all.subList(from, Math.min(all.size(), from + MOST_LEASES)));
      }
    }
    return batches;
  }
}
