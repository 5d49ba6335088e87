/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import dev.aiops.pricing.CeilingPrice;
import dev.aiops.pricing.CostBound;
import dev.aiops.pricing.CostBound.Bounded;
import dev.aiops.pricing.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The money that one call has set aside, from its admission to its settlement: for one attempt at
 * first, and for one more with each attempt after one that may have been billed. Settled once;
 * until then, and if that never happens, all of it counts as spent. Thread-safe.
 */
public final class Admission implements Verdict {

  /** How a call was charged. */
  public enum Charge {
    /** What it cost, by its usage. */
    ACTUAL,
    /** All that was set aside, as nobody knows what it cost. */
    FULL,
    /** Nothing: no attempt can have been billed. */
    NONE
  }

  /**
   * What became of a call's money.
   *
   * @param shares what each lease that admitted it was charged, by id; those of one budget come to
   *     {@code nanoUsd}
   */
  public record Settled(Map<String, Long> shares, long nanoUsd, Charge charge) {

    /** Whether a budget's charge is spread over several leases, as attempts were admitted. */
    public boolean isSpread() {
      return shares.values().stream().anyMatch(share -> share != nanoUsd);
    }
  }

  private final Gate gate;
  private final Terms terms;
  private final CallAsk ask;
  private final long injectMaxTokens;
  private final boolean ceilingApplies;
  private final Purse enforced;
  private final Map<Budget, Purse> observed = new LinkedHashMap<>();
  private final List<Verdict.Refused> wouldRefuse = new ArrayList<>(0);
  private final @Nullable Guarding guarding;
  private long bound;
  private long lastBound;
  private long owed;
  private int attempts;
  private boolean settled;

  private Admission(
      Gate gate, Terms terms, CallAsk ask, long bound, long injectMaxTokens, boolean isCeiling) {
    this.gate = gate;
    this.terms = terms;
    this.ask = ask;
    this.bound = bound;
    this.lastBound = bound;
    this.injectMaxTokens = injectMaxTokens;
    this.ceilingApplies = isCeiling;
    this.enforced = new Purse(terms.enforcing().stream().map(Budget::account).toList());
    this.guarding = terms.isGuarded() ? new Guarding(ask.repeated()) : null;
  }

  Admission(Gate gate, Terms terms, CallAsk ask, Bounded bounded) {
    this(gate, terms, ask, bounded.nanoUsd(), bounded.injectMaxTokens(), bounded.isCeiling());
  }

  /**
   * Of a call that only observing budgets cover and nobody can bound: they would have refused it.
   */
  static Admission unbounded(Gate gate, Terms terms, CallAsk ask, CostBound.Unbounded why) {
    Admission admission = new Admission(gate, terms, ask, 0, 0, false);
    terms.observing().forEach(budget -> admission.wouldRefuse.add(Terms.refused(budget, why)));
    return admission;
  }

  /** Sets the first attempt's bound aside; null if the call is admitted. */
  Verdict.@Nullable Refused begin(Filling filling) throws InterruptedException {
    try {
      return fill(filling, bound);
    } catch (Throwable t) {
      settleUnbilled(); // nobody will have this admission, so nobody else can
      throw t;
    }
  }

  private Verdict.@Nullable Refused fill(Filling filling, long nanoUsd)
      throws InterruptedException {
    if (!terms.enforcing().isEmpty()) {
      Verdict.Refused refused = enforce(filling, nanoUsd);
      if (refused != null) {
        return refused;
      }
    }
    for (Budget budget : terms.observing()) {
      observe(filling, budget, nanoUsd);
    }
    return null;
  }

  private Verdict.@Nullable Refused enforce(Filling filling, long nanoUsd)
      throws InterruptedException {
    return guarding == null
        ? filling.fill(enforced, terms.enforcing(), nanoUsd)
        : guarding.fill(filling, enforced, new Guarding.Asked(terms.enforcing(), bound, nanoUsd));
  }

  private void observe(Filling filling, Budget budget, long nanoUsd) throws InterruptedException {
    Purse purse = observed.computeIfAbsent(budget, each -> new Purse(List.of(each.account())));
    Verdict.Refused refused =
        guarding == null
            ? filling.fill(purse, List.of(budget), nanoUsd)
            : guarding.watch(filling, purse, new Guarding.Asked(List.of(budget), bound, nanoUsd));
    Standing beyond = refused == null ? purse.beyondCap() : null;
    if (beyond != null) {
      refused = Filling.refused(budget, "cap_reached", beyond, nanoUsd);
    }
    if (refused != null && !wouldHaveRefused(budget.name())) {
      wouldRefuse.add(refused);
    }
  }

  private boolean wouldHaveRefused(String budget) {
    return wouldRefuse.stream().anyMatch(each -> each.exception().budget().equals(budget));
  }

  /** The output limit that must be put into the request for its bound to hold; 0 for none. */
  public long injectMaxTokens() {
    return injectMaxTokens;
  }

  /** The most that the last attempt can cost, in nano-USD; 0 if it was refused. */
  public synchronized long bound() {
    return lastBound;
  }

  /** What observing budgets would have refused the call with, the first of each. */
  public synchronized List<Verdict.Refused> wouldRefuse() {
    return List.copyOf(wouldRefuse);
  }

  /**
   * An attempt is about to be sent. Never throws.
   *
   * @param earlierMayBeBilled whether the attempt before it, if there is one, may have been billed
   * @return null if it may be sent, else the refusal
   */
  public synchronized Verdict.@Nullable Refused attempt(
      boolean earlierMayBeBilled, @Nullable String provider, @Nullable String host) {
    try {
      return settled ? gate.tooLate() : anotherAttempt(earlierMayBeBilled, ask.to(provider, host));
    } catch (Throwable t) {
      return gate.refused(t);
    }
  }

  private Verdict.@Nullable Refused anotherAttempt(boolean earlierMayBeBilled, CallAsk where)
      throws InterruptedException {
    if (attempts > 0 && earlierMayBeBilled) {
      owed = sum(owed, lastBound);
    }
    attempts++;
    lastBound = 0; // until it may be sent
    CostBound there = gate.bound(terms, where);
    if (there instanceof Bounded bounded) {
      bound = Math.max(bound, bounded.nanoUsd());
    } else if (there instanceof CostBound.Unbounded unbounded && !terms.enforcing().isEmpty()) {
      return terms.refused(unbounded);
    }
    long missing = sum(owed, bound) - reserved();
    Verdict.Refused refused = missing > 0 ? fill(missing) : null;
    lastBound = refused == null ? bound : 0;
    return refused;
  }

  private Verdict.@Nullable Refused fill(long missing) throws InterruptedException {
    Filling filling = gate.filling();
    return gate.told(fill(filling, missing), filling);
  }

  private long reserved() {
    return terms.enforcing().isEmpty()
        ? observed.values().stream().mapToLong(Purse::reserved).min().orElse(Long.MAX_VALUE)
        : enforced.reserved();
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  /**
   * What {@code usage} is charged where its price is unknown; negative where no ceiling applies.
   */
  public long ceiling(Usage usage) {
    CeilingPrice ceiling = terms.ceiling();
    return ceiling == null || !ceilingApplies ? -1 : ceiling.nanoUsd(usage);
  }

  /** Charges the last attempt what it cost. Null if the call was settled before. */
  public synchronized @Nullable Settled settle(long nanoUsd) {
    return settle(sum(owed, Math.max(0, nanoUsd)), owed > 0 ? Charge.FULL : Charge.ACTUAL);
  }

  /** Charges the last attempt its bound. Null if the call was settled before. */
  public synchronized @Nullable Settled settleInFull() {
    return settle(sum(owed, lastBound), Charge.FULL);
  }

  /** Charges the last attempt nothing. Null if the call was settled before. */
  public synchronized @Nullable Settled settleUnbilled() {
    return settle(owed, owed > 0 ? Charge.FULL : Charge.NONE);
  }

  private @Nullable Settled settle(long total, Charge charge) {
    if (settled) {
      return null;
    }
    settled = true;
    Map<String, Long> shares = new LinkedHashMap<>();
    enforced.settle(total, shares);
    if (guarding != null) {
      guarding.settle(total);
    }
    observed.values().forEach(purse -> purse.settle(total, shares));
    return new Settled(shares, total, charge);
  }
}
