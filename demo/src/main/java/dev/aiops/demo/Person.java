/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Looks at what waits, again and again, and decides it as {@link Verdict} says. */
final class Person {

  private static final long LOOKS_EVERY_MILLIS = 100;
  private static final long STOPS_WITHIN_SECONDS = 30;

  private final Refunds refunds;
  private final PrintStream progress;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Set<String> seen = new HashSet<>();
  private final List<String> ids = new ArrayList<>();
  private final FutureTask<List<String>> watching = new FutureTask<>(this::watch);

  private Person(Refunds refunds, PrintStream progress) {
    this.refunds = refunds;
    this.progress = progress;
  }

  /** Leaves alone what waits already. */
  static Person start(Refunds refunds, PrintStream progress)
      throws IOException, InterruptedException {
    Person person = new Person(refunds, progress);
    refunds.pending().forEach(before -> person.seen.add(before.path("id").asText()));
    Thread thread = new Thread(person.watching, "person");
    thread.setDaemon(true);
    thread.start();
    return person;
  }

  /** The approvals that came up since the start, in their order. */
  List<String> stop() throws InterruptedException {
    stopped.countDown();
    try {
      return watching.get(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the demo's person could not decide: " + e.getMessage(), e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("approval-api does not answer the demo's person", e);
    }
  }

  private List<String> watch() throws IOException, InterruptedException {
    do {
      look();
    } while (!stopped.await(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    look();
    return List.copyOf(ids);
  }

  private void look() throws IOException, InterruptedException {
    for (JsonNode waiting : refunds.pending()) {
      String id = waiting.path("id").asText();
      if (seen.add(id)) {
        ids.add(id);
        answer(waiting);
      }
    }
  }

  private void answer(JsonNode waiting) throws IOException, InterruptedException {
    String order = HeldRefund.order(waiting);
    if (order.equals(Verdict.APPROVE.order())) {
      refunds.decide(waiting, true, "cracked on the customer's photo");
      say("approves", waiting);
    } else if (order.equals(Verdict.DENY.order())) {
      refunds.decide(waiting, false, "a day late is worth a voucher");
      say("denies", waiting);
    } else {
      say("leaves", waiting);
    }
  }

  private void say(String does, JsonNode waiting) {
    progress.println(
        "  a person "
            + does
            + " refund "
            + waiting.path("arguments")
            + ", held by "
            + waiting.path("rule").asText());
  }
}
