/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import dev.aiops.pricing.CeilingPrice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Budgets of one process that holds all of their money itself: whatever is left is granted. */
public final class FixedBudgets implements Budgets {

  public static final LocalDate DAY = LocalDate.parse("2026-11-26");
  public static final Instant SINCE = Instant.parse("2026-11-26T10:00:00Z");

  private static final long DAY_END = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

  private final CounterFile file = CounterFile.inMemory();
  private final List<Budget> budgets = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile @Nullable Throwable fault;
  private volatile @Nullable Governance instead;

  /** A budget with all of its cap leased to this process. */
  public FixedBudgets with(Terms terms, long cap) {
    Account account = new Account(terms.name, Ticks.SYSTEM);
    if (cap > 0) {
      account.add(file.open(grant(terms.name, cap), Duration.ofDays(1_000_000).toMillis()));
    }
    budgets.add(terms.budget(account));
    return this;
  }

  /** One more lease of a budget, as a new day brings it. */
  public void lease(String budget, long amount) {
    account(budget).add(file.open(grant(budget, amount), Duration.ofDays(1_000_000).toMillis()));
  }

  private Lease.Grant grant(String budget, long amount) {
    String id = budget + ":" + DAY + ":" + numbers.incrementAndGet();
    long day = Duration.ofDays(1).toNanos();
    return new Lease.Grant(id, budget, DAY, DAY_END, amount, System.nanoTime(), day);
  }

  /** From now on nothing is known, or asking fails. */
  public void unknown() {
    instead = new Governance.Unknown("approval-api does not answer", SINCE);
  }

  /** From now on each question fails with that. */
  public void failWith(Throwable thrown) {
    fault = thrown;
  }

  /** What was settled on a budget, in nano-USD. */
  public long spent(String budget) {
    return List.of(account(budget).leases()).stream().mapToLong(Lease::spent).sum();
  }

  /** What is set aside in a budget, in nano-USD. */
  public long reserved(String budget) {
    return List.of(account(budget).leases()).stream().mapToLong(Lease::reserved).sum();
  }

  public Account account(String budget) {
    return budgets.stream()
        .filter(b -> b.name().equals(budget))
        .findFirst()
        .orElseThrow()
        .account();
  }

  @Override
  public Governance governance() {
    throwFault();
    Governance other = instead;
    return other == null ? new Governance.Known(budgets) : other;
  }

  private void throwFault() {
    Throwable thrown = fault;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public Governance awaitGovernance(Duration most) {
    return governance();
  }

  @Override
  public Answer more(Budget budget, long nanoUsd, Duration most) {
    throwFault();
    long cap = 0;
    for (Lease lease : budget.account().leases()) {
      cap += lease.grant().nanoUsd();
    }
    return new Answer.Refused(
        "cap_reached",
        "the cap is reached",
        new Standing(
            budget.name(),
            DAY,
            cap,
            spent(budget.name()),
            cap - spent(budget.name()),
            reserved(budget.name()),
            Duration.ofHours(2),
            List.of("finance")));
  }

  /** What a budget says of itself. */
  public static final class Terms {

    private final String name;
    private boolean enforcing = true;
    private List<Glob> agents = List.of();
    private List<Glob> models = List.of();
    private @Nullable CeilingPrice ceiling;
    private @Nullable Long inject;
    private @Nullable Long hourly;
    private @Nullable Integer repeats;
    private @Nullable Long dearest;
    private @Nullable String halted;

    public Terms(String name) {
      this.name = name;
    }

    public Terms observing() {
      enforcing = false;
      return this;
    }

    public Terms agent(String pattern) {
      agents = List.of(new Glob(pattern));
      return this;
    }

    public Terms model(String pattern) {
      models = List.of(new Glob(pattern));
      return this;
    }

    public Terms ceiling(CeilingPrice price) {
      ceiling = price;
      return this;
    }

    public Terms inject(long tokens) {
      inject = tokens;
      return this;
    }

    public Terms hourly(long nanoUsd) {
      hourly = nanoUsd;
      return this;
    }

    public Terms repeats(int calls) {
      repeats = calls;
      return this;
    }

    public Terms dearest(long nanoUsd) {
      dearest = nanoUsd;
      return this;
    }

    public Terms halted(String why) {
      halted = why;
      return this;
    }

    private Budget budget(Account account) {
      return new Budget(
          name,
          enforcing,
          agents,
          List.of(),
          models,
          ceiling,
          hourly,
          repeats,
          dearest,
          inject,
          List.of("finance"),
          halted,
          account);
    }
  }
}
