/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Refused;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Unavailable;
import io.opentelemetry.javaagent.aiops.budget.Refill;
import io.opentelemetry.javaagent.aiops.budget.Standing;
import io.opentelemetry.javaagent.aiops.control.Answers.Granted;
import io.opentelemetry.javaagent.aiops.control.Asks.Ask;
import io.opentelemetry.javaagent.aiops.control.Desk.Waiting;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejected;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejection;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for one budget's money: for calls that wait, and ahead of need. */
final class Asking {

  /** How long a refusal is believed without asking again. */
  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();
  private static final long AHEAD_PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  /** After an ask ahead of need that brought little: the cap is near, and each call asks itself. */
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private static final int MOST_TRIES = 3;

  /** What another process id helps against. */
  private static final Set<String> LOST =
      Set.of("lease_lost", "unknown_lease", "not_holder", "impossible", "request_reused");

  private static final Set<String> NOT_OURS = Set.of("no_such_budget", "not_covered");

  private final Book book;
  private final ControlPlane plane;
  private final Outages outages;
  private final Runnable readBudgets;
  private long quietUntilNanos;
  private @Nullable String openRequest;

  /**
   * For one budget.
   *
   * @param readBudgets called when the policy seems to have changed
   */
  Asking(Book book, ControlPlane plane, Outages outages, Runnable readBudgets, long nanos) {
    this.book = book;
    this.plane = plane;
    this.outages = outages;
    this.readBudgets = readBudgets;
    this.quietUntilNanos = nanos;
  }

  Book book() {
    return book;
  }

  /** Does what is to be done now. */
  void serve(long nanos) {
    Waiting waiting = book.desk().take(nanos);
    if (waiting != null) {
      ask(waiting, nanos);
    } else if (openRequest != null) {
      ask(null, nanos);
    } else {
      ahead(book.decide(nanos), nanos);
    }
  }

  private void ahead(Refill.Decision decision, long nanos) {
    if (decision == Refill.Decision.RETURN) {
      book.giveBackIdle();
    } else if (decision == Refill.Decision.ASK
        && !book.isRecalled()
        && nanos - quietUntilNanos >= 0) {
      ask(null, nanos);
    }
  }

  /** Ahead of need one nano-dollar is the least that helps: the control plane adds its share. */
  private void ask(@Nullable Waiting waiting, long nanos) {
    long before = book.account().available();
    long lack = waiting == null ? 1 : lack(waiting.largest(), before);
    if (lack <= 0 && waiting != null) {
      waiting.tryAgain();
      return;
    }
    try {
      Outcome<Granted> outcome = outages.heard(plane.grant(request(lack, nanos)));
      take(outcome, waiting, new Wish(lack, before, nanos));
    } catch (RuntimeException e) {
      // nobody waits for what a mistake of ours has ended
      complete(waiting, unavailable("the agent made a mistake: " + e));
      throw e;
    }
  }

  private record Wish(long lack, long before, long nanos) {}

  static long lack(long bound, long available) {
    return available < 0 && bound > Long.MAX_VALUE + available ? Long.MAX_VALUE : bound - available;
  }

  /** A request that was not answered is repeated with its id, so that it is done only once. */
  private Ask request(long lack, long nanos) {
    String id = openRequest == null ? UUID.randomUUID().toString() : openRequest;
    openRequest = id;
    return new Ask(id, book.account().budget(), lack, book.process(), book.say(nanos));
  }

  private void take(Outcome<Granted> outcome, @Nullable Waiting waiting, Wish wish) {
    if (outcome instanceof Told<Granted> told) {
      openRequest = null;
      granted(told, waiting, wish);
    } else if (outcome instanceof Rejected<Granted> rejected) {
      openRequest = null;
      rejected(rejected.why(), waiting, wish);
    } else {
      complete(waiting, outages.answer());
    }
  }

  private void granted(Told<Granted> told, @Nullable Waiting waiting, Wish wish) {
    boolean usable = book.take(told);
    long gained = book.account().available() - wish.before();
    boolean little = !usable || gained <= book.account().largest().get();
    quietUntilNanos = wish.nanos() + (little ? QUIET_NANOS : AHEAD_PAUSE_NANOS);
    if (waiting != null) {
      waiting.tryAgain();
    }
  }

  private void rejected(Rejection why, @Nullable Waiting waiting, Wish wish) {
    quietUntilNanos = wish.nanos() + QUIET_NANOS;
    book.stands(why.standing());
    if (why.rule().equals("too_many_requests") && waiting != null) {
      book.desk().again(waiting, null, wish.nanos() + PAUSE_NANOS);
    } else if (LOST.contains(why.rule())) {
      book.lost();
      again(waiting, why, wish.nanos());
    } else if (NOT_OURS.contains(why.rule())) {
      readBudgets.run();
      complete(waiting, unavailable(why.message()));
    } else {
      refused(why, waiting, wish);
    }
  }

  private void again(@Nullable Waiting waiting, Rejection why, long nanos) {
    if (waiting != null && waiting.tries() < MOST_TRIES) {
      book.desk().again(waiting, null, nanos);
    } else {
      complete(waiting, unavailable(why.message()));
    }
  }

  private void refused(Rejection why, @Nullable Waiting waiting, Wish wish) {
    Standing standing = book.standing();
    if (standing == null || waiting == null) {
      complete(waiting, unavailable(why.message()));
      return;
    }
    Refused answer = new Refused(why.rule(), why.message(), standing);
    if (why.rule().equals("held_in_leases")) {
      book.desk().again(waiting, answer, wish.nanos() + PAUSE_NANOS);
    } else {
      book.desk().refuse(waiting, wish.lack(), answer, wish.nanos() + BELIEVED_NANOS);
    }
  }

  private Unavailable unavailable(String why) {
    return new Unavailable(why, outages.now());
  }

  private static void complete(@Nullable Waiting waiting, @Nullable Unavailable answer) {
    if (waiting != null && answer != null) {
      waiting.complete(answer);
    }
  }
}
