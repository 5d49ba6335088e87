/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Account;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.control.Answers.Page;
import io.opentelemetry.javaagent.aiops.control.Desk.Waiting;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejected;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gets, keeps, reports and returns the money that this process may spend. One daemon thread speaks
 * with the control plane; the app's threads read what it knows, and wait for it only in {@link
 * #more} and {@link #awaitGovernance}. The first contact happens in the background.
 */
public final class Keeper implements Budgets, AutoCloseable {

  private static final long ACTIVE_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
  private static final Duration LAST_READ = Duration.ofMillis(700);
  private static final long LAST_NANOS = Duration.ofMillis(900).toNanos();
  private static final long LAST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
  private static final long ABORT_MILLIS = 700;
  private static final long JOIN_MILLIS = 1_200;

  private final KeeperSettings settings;
  private final Ticks ticks;
  private final Timings timings;
  private final Http http;
  private final ControlPlane plane;
  private final Outages outages;
  private final Telling telling;
  private final Orphans orphans;
  private final OwnCounters counters;
  private final String process = UUID.randomUUID().toString();
  private final Map<String, Asking> books = new ConcurrentHashMap<>();
  private final CompletableFuture<Boolean> firstWord = new CompletableFuture<>();
  private final Instant born;
  private final Thread thread;
  private volatile @Nullable List<Budget> governing;
  private volatile boolean closing;
  private volatile Answer.@Nullable Unavailable ended;
  private @Nullable String tag;
  private long readAtNanos;
  private long lookAtNanos;

  private Keeper(KeeperSettings settings) {
    this.settings = settings;
    this.ticks = settings.ticks();
    this.timings = settings.timings();
    this.http = new Http(settings);
    this.plane = new ControlPlane(settings, http);
    this.outages = new Outages(ticks);
    this.telling = new Telling(plane, outages);
    this.orphans = new Orphans(settings.counters(), plane, outages);
    this.counters = new OwnCounters(settings.counters(), outages);
    this.born = outages.now();
    this.readAtNanos = ticks.nanos();
    this.lookAtNanos = ticks.nanos();
    this.thread = new Thread(null, this::run, "aiops-budget", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
  }

  /** Begins in the background. */
  public static Keeper start(KeeperSettings settings) {
    Keeper keeper = new Keeper(settings);
    keeper.thread.start();
    return keeper;
  }

  @Override
  public Governance governance() {
    List<Budget> known = governing;
    if (known != null) {
      return new Governance.Known(known);
    }
    Answer.Unavailable why = outages.answer();
    return why == null
        ? new Governance.Unknown("the control plane was not heard of yet", born)
        : new Governance.Unknown(why.why(), why.since());
  }

  @Override
  public Governance awaitGovernance(Duration most) throws InterruptedException {
    try {
      boolean unused = firstWord.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return governance();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the first word is never an exception", e);
    }
    return governance();
  }

  @Override
  public Answer more(Budget budget, long nanoUsd, Duration most) throws InterruptedException {
    Answer.Unavailable hopeless = hopeless();
    if (hopeless != null) {
      return hopeless;
    }
    Asking asking = books.get(budget.name());
    if (asking == null) {
      return new Answer.Unavailable(
          "the control plane has no budget " + budget.name() + " for this process", outages.now());
    }
    return more(asking.book(), nanoUsd, most.toNanos());
  }

  private Answer.@Nullable Unavailable hopeless() {
    Answer.Unavailable over = ended;
    return over == null ? outages.answer() : over;
  }

  private Answer more(Book book, long bound, long mostNanos) throws InterruptedException {
    long nanos = ticks.nanos();
    long lack = Asking.lack(bound, book.account().available());
    Answer refused = book.desk().hopeless(lack, nanos);
    if (refused != null) {
      return refused;
    }
    Waiting joined = book.desk().join(bound, nanos, mostNanos);
    LockSupport.unpark(thread);
    Answer answer = Desk.await(joined, bound, mostNanos);
    return answer == null ? late(mostNanos) : answer;
  }

  private Answer late(long mostNanos) {
    Answer.Unavailable hopeless = hopeless();
    return hopeless != null
        ? hopeless
        : new Answer.Unavailable(
            "the control plane at "
                + settings.url()
                + " did not answer within "
                + TimeUnit.NANOSECONDS.toMillis(mostNanos)
                + " ms",
            outages.now());
  }

  /**
   * Returns all money that no call holds, within two seconds. Calls are refused from now on. What
   * calls still hold is left to the next process on this host.
   */
  @Override
  public void close() {
    closing = true;
    http.limit(LAST_READ);
    LockSupport.unpark(thread);
    try {
      thread.join(ABORT_MILLIS);
      if (thread.isAlive()) {
        http.abort();
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      safely(this::turn);
      pause();
    }
    ended = new Answer.Unavailable("this process ends", outages.now());
    safely(this::end);
    failWaiting();
  }

  /** Whatever happens, the thread goes on: without it every call would be refused in the end. */
  private void safely(Runnable work) {
    try {
      work.run();
    } catch (Throwable thrown) {
      outages.broke(thrown);
    }
  }

  private void pause() {
    long nanos = ticks.nanos();
    boolean active = books.values().stream().anyMatch(asking -> !asking.book().isEmpty());
    long until = Math.max(1, readAtNanos - nanos);
    if (!closing) {
      LockSupport.parkNanos(this, active ? Math.min(until, ACTIVE_PAUSE_NANOS) : until);
    }
  }

  private void turn() {
    if (ticks.nanos() - readAtNanos >= 0) {
      readBudgets();
    }
    if (outages.answer() == null) {
      List<Book> all = books();
      telling.close(all, ticks.nanos());
      serve();
      telling.report(all, ticks.nanos());
      adopt();
    }
    if (outages.answer() != null) {
      failWaiting();
    }
  }

  private void serve() {
    for (Asking asking : books.values()) {
      if (outages.answer() == null && !closing) {
        asking.serve(ticks.nanos());
      }
    }
  }

  private void adopt() {
    if (ticks.nanos() - lookAtNanos >= 0) {
      lookAtNanos = ticks.nanos() + timings.adopt().toNanos();
      orphans.look();
    }
    if (outages.answer() == null) {
      orphans.tell(process);
    }
  }

  private void failWaiting() {
    Answer.Unavailable why = hopeless();
    for (Book book : books()) {
      Waiting waiting = why == null ? null : book.desk().takeAll();
      if (waiting != null && why != null) {
        waiting.complete(why);
      }
    }
  }

  private void readBudgets() {
    Outcome<Page> outcome = outages.heard(plane.budgets(tag));
    if (outcome instanceof Told<Page> told) {
      tag = told.value().tag();
      List<Terms> terms = told.value().terms();
      if (terms != null) {
        govern(terms);
      }
    } else if (outcome instanceof Rejected<Page> rejected) {
      outages.once(rejected.why().message() + ": " + rejected.why().remedy());
    }
    boolean fine = outages.answer() == null;
    readAtNanos = ticks.nanos() + (fine ? timings.budgets() : timings.retry()).toNanos();
    firstWord.complete(fine);
  }

  private void govern(List<Terms> all) {
    List<Budget> now = new ArrayList<>();
    Map<String, Asking> gone = new HashMap<>(books);
    for (Terms terms : all) {
      gone.remove(terms.name());
      Book book = books.computeIfAbsent(terms.name(), this::open).book();
      book.govern(terms, ticks.nanos());
      now.add(terms.with(book.account()));
    }
    gone.values().forEach(asking -> asking.book().removed());
    governing = List.copyOf(now);
  }

  private Asking open(String budget) {
    long nanos = ticks.nanos();
    Account account = new Account(budget, ticks);
    Book book = new Book(account, counters.file(), timings, process, nanos);
    return new Asking(book, plane, outages, () -> readAtNanos = ticks.nanos(), nanos);
  }

  private List<Book> books() {
    return books.values().stream().map(Asking::book).toList();
  }

  /** Calls that are under way may end while we wait; what they hold then is given back too. */
  private void end() {
    List<Book> all = books();
    long until = System.nanoTime() + LAST_NANOS;
    all.forEach(Book::retireAll);
    telling.close(all, ticks.nanos());
    while (!isReturned(all) && isReachable() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(this, LAST_PAUSE_NANOS);
      telling.close(all, ticks.nanos());
    }
    if (!isReturned(all) && isReachable()) {
      telling.reportAll(all, ticks.nanos());
    }
    if (isReturned(all)) {
      counters.remove();
    }
  }

  private boolean isReachable() {
    return outages.answer() == null;
  }

  private static boolean isReturned(List<Book> all) {
    return all.stream().allMatch(Book::isEmpty);
  }
}
