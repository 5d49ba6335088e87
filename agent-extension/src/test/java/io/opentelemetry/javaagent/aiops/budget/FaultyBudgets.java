/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Budgets of which one step throws. */
public final class FaultyBudgets implements Budgets {

  /** What is asked of budgets, in that order. */
  public enum Step {
    GOVERNANCE,
    AWAIT,
    RESERVE,
    MORE,
    OBSERVED_MORE
  }

  private final Step step;
  private final Throwable fault;
  private final Account faulty;
  private final FixedBudgets others = new FixedBudgets();

  /** Budgets that throw {@code fault} at {@code step}. */
  public FaultyBudgets(Step step, Throwable fault) {
    // its name comes after that of the other, of which the money is set aside first
    this.step = step;
    this.fault = fault;
    this.faulty = new Account("sick", step == Step.RESERVE ? new NoClock() : Ticks.SYSTEM);
    others.with(new FixedBudgets.Terms("rich"), 1_000_000_000);
  }

  /** What the budget beside the faulty one holds for calls. */
  public long reserved() {
    return others.reserved("rich");
  }

  private void at(Step now) {
    if (step == now) {
      throwIt();
    }
  }

  private void throwIt() {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  @Override
  public Governance governance() {
    at(Step.GOVERNANCE);
    return step == Step.AWAIT ? new Governance.Unknown("nothing heard", Instant.EPOCH) : known();
  }

  private Governance known() {
    Governance.Known rich = (Governance.Known) others.governance();
    boolean observes = step == Step.OBSERVED_MORE;
    return new Governance.Known(List.of(rich.budgets().get(0), budget(!observes)));
  }

  private Budget budget(boolean enforcing) {
    List<Glob> all = List.of();
    return new Budget(
        "sick", enforcing, all, all, all, null, null, null, null, null, List.of(), null, faulty);
  }

  @Override
  public Governance awaitGovernance(Duration most) {
    at(Step.AWAIT);
    return known();
  }

  @Override
  public Answer more(Budget budget, long nanoUsd, Duration most) {
    at(Step.MORE);
    at(Step.OBSERVED_MORE);
    return others.more(budget, nanoUsd, most);
  }

  private final class NoClock implements Ticks {

    @Override
    public long nanos() {
      throwIt();
      return 0;
    }

    @Override
    public long epochMillis() {
      return 0;
    }
  }
}
