/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.model.chat.ChatModel;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sums the day up for the shop's owner, four tickets at a time. */
final class NightlyDigest {

  private static final int AT_ONCE = 4;

  private final ChatModel model;

  NightlyDigest(ChatModel model) {
    this.model = model;
  }

  /** One line a ticket, in the order of {@code tickets}. */
  List<String> summarise(List<Ticket> tickets) {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<String>> lines =
          tickets.stream().map(ticket -> workers.submit(() -> line(ticket))).toList();
      return lines.stream().map(NightlyDigest::outcome).toList();
    } finally {
      workers.shutdown();
    }
  }

  private String line(Ticket ticket) {
    return ticket.id() + " " + model.chat("Sum up in one line: " + ticket.text());
  }

  private static String outcome(Future<String> line) {
    try {
      return line.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (ExecutionException e) {
      return "no summary: " + e.getMessage();
    }
  }
}
