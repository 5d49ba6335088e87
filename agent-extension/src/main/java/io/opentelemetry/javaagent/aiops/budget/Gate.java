/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import dev.aiops.pricing.CostBound;
import dev.aiops.pricing.CostBounds;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Governance;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.thread.EventLoops;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call passes before it is sent: the most that it can cost is set aside in every budget that
 * covers it, or the call is refused. A failure of ours is a refusal, too. Thread-safe.
 */
public final class Gate {

  private static final String NOT_KNOWN = "";

  private final Budgets budgets;
  private final CostBounds bounds;
  private final InstantSource clock;
  private final Duration startWait;
  private final Filling patient;
  private final Filling atOnce;
  private final Filling hurried;
  private final Verdict.Refused lastResort;

  /**
   * A gate.
   *
   * @param settle settles at once what calls that have ended still hold
   */
  public Gate(
      Budgets budgets, CostBounds bounds, Waits waits, Runnable settle, InstantSource clock) {
    this.budgets = budgets;
    this.bounds = bounds;
    this.clock = clock;
    this.startWait = waits.start();
    this.lastResort = unavailable(NOT_KNOWN, "the agent failed while it failed", clock.instant());
    this.patient = new Filling(budgets, waits, settle, clock);
    this.atOnce = new Filling(budgets, waits, Gate::wouldWait, clock);
    this.hurried = new Filling(budgets, Waits.NONE, () -> {}, clock);
  }

  /**
   * How long a call waits, at most.
   *
   * @param start for the first word of the control plane to this process
   * @param grant for money that is on its way
   * @param settlements for others to end, where only what they have set aside is in the way
   */
  public record Waits(Duration start, Duration grant, Duration settlements) {

    /** As where nothing is set. */
    public static final Waits DEFAULT =
        new Waits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO);

    static final Waits NONE = new Waits(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  private static void wouldWait() {
    throw new WouldWaitException();
  }

  /**
   * Admits or refuses a call. Waits for money where none is at hand, but not on an event loop:
   * there the call is refused. Never throws.
   */
  public Verdict admit(CallAsk ask) {
    try {
      Verdict decided = decideAtOnce(ask);
      if (decided != null) {
        return decided;
      }
      return EventLoops.isLoop() ? told(decide(ask, hurried)) : decide(ask, patient);
    } catch (Throwable t) {
      return refused(t);
    }
  }

  /**
   * As {@link #admit}, where nothing has to be waited for; null where something has, and nothing is
   * set aside. Never throws.
   */
  public @Nullable Verdict admitAtOnce(CallAsk ask) {
    try {
      return decideAtOnce(ask);
    } catch (Throwable t) {
      return refused(t);
    }
  }

  private @Nullable Verdict decideAtOnce(CallAsk ask) throws InterruptedException {
    try {
      return budgets.governance() instanceof Governance.Known known
          ? admit(ask, known.budgets(), atOnce)
          : null;
    } catch (WouldWaitException e) {
      return null;
    }
  }

  private Verdict decide(CallAsk ask, Filling filling) throws InterruptedException {
    Governance governance = budgets.governance();
    if (governance instanceof Governance.Unknown && filling == patient) {
      governance = budgets.awaitGovernance(startWait);
    }
    return governance instanceof Governance.Known known
        ? admit(ask, known.budgets(), filling)
        : unknown((Governance.Unknown) governance);
  }

  /** A refusal for want of money says that nobody waited for any, and what helps. */
  private Verdict told(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused ? told(refused) : verdict;
  }

  private Verdict.Refused told(Verdict.Refused refused) {
    if (!(refused.exception() instanceof BudgetUnavailableException none)) {
      return refused;
    }
    String why =
        none.why()
            + "; and no call waits for money on "
            + Thread.currentThread().getName()
            + ", which is an event loop: call the model by a method that gives a future or a"
            + " stream, or on a thread that may block";
    return unavailable(none.budget(), why, none.since(), refused.asked());
  }

  private Verdict unknown(Governance.Unknown unknown) {
    return unavailable(NOT_KNOWN, unknown.why(), unknown.since());
  }

  private Verdict admit(CallAsk ask, List<Budget> known, Filling filling)
      throws InterruptedException {
    List<Budget> covering = covering(ask, known);
    if (covering.isEmpty()) {
      return Verdict.FREE;
    }
    for (Budget budget : covering) {
      if (budget.halted() != null) {
        return unavailable(budget.name(), "it is halted: " + budget.halted(), clock.instant());
      }
    }
    return admit(ask, new Terms(covering), filling);
  }

  /** Whether a budget may ask how often a run calls the same tool; also while none is known. */
  public boolean asksForRepeats() {
    return !(budgets.governance() instanceof Governance.Known known)
        || known.budgets().stream().anyMatch(budget -> budget.sameToolCalls() != null);
  }

  private static List<Budget> covering(CallAsk ask, List<Budget> known) {
    return known.stream()
        .filter(budget -> budget.covers(ask.agent(), ask.user(), ask.model()))
        .toList();
  }

  private Verdict admit(CallAsk ask, Terms terms, Filling filling) throws InterruptedException {
    CostBound bound = bound(terms, ask);
    if (bound instanceof CostBound.Bounded bounded) {
      Admission admission = new Admission(this, terms, ask, bounded);
      Verdict.Refused refused = admission.begin(filling);
      return refused == null ? admission : refused;
    }
    CostBound.Unbounded unbounded = (CostBound.Unbounded) bound;
    return terms.enforcing().isEmpty()
        ? Admission.unbounded(this, terms, ask, unbounded)
        : terms.refused(unbounded);
  }

  CostBound bound(Terms terms, CallAsk ask) {
    return terms.bound(bounds, ask, clock.instant());
  }

  /** What sets more aside for an attempt of an admitted call, on the thread that makes it. */
  Filling filling() {
    return EventLoops.isLoop() ? hurried : patient;
  }

  /** What an attempt is refused with. */
  Verdict.@Nullable Refused told(Verdict.@Nullable Refused refused, Filling by) {
    return refused != null && by == hurried ? told(refused) : refused;
  }

  /** The refusal that a failure of ours is: whatever it was, the call is not for free. */
  public Verdict.Refused refused(Throwable fault) {
    try {
      return described(fault);
    } catch (Throwable t) {
      return lastResort; // out of memory, perhaps: to throw here would let the call go
    }
  }

  private Verdict.Refused described(Throwable fault) {
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return unavailable(NOT_KNOWN, "the thread was interrupted while it waited", clock.instant());
    }
    Faults.reportRefusal("asking the budgets", fault);
    return unavailable(NOT_KNOWN, "the agent failed with " + fault, clock.instant());
  }

  /** The refusal of an attempt that a library makes of a call which the app has given up. */
  Verdict.Refused tooLate() {
    return unavailable(NOT_KNOWN, "the call has ended already", clock.instant());
  }

  /** The refusal of a call for which too many others wait already. */
  public Verdict.Refused crowded() {
    return unavailable(
        NOT_KNOWN,
        "as many calls wait for money as may; make fewer at once, or raise the cap",
        clock.instant());
  }

  private Verdict.Refused unavailable(String budget, String why, Instant since) {
    return unavailable(budget, why, since, -1);
  }

  private Verdict.Refused unavailable(String budget, String why, Instant since, long asked) {
    return new Verdict.Refused(
        new BudgetUnavailableException(budget, why, since, clock.instant()),
        "unavailable",
        asked,
        null,
        null);
  }
}
