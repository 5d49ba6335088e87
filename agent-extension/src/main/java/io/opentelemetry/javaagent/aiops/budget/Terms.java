/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import dev.aiops.pricing.CeilingPrice;
import dev.aiops.pricing.CostBound;
import dev.aiops.pricing.CostBounds;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the budgets that cover a call ask of it together: the strictest of each. Those that only
 * observe are heard where no other covers the call, and change nothing about it.
 */
final class Terms {

  private final List<Budget> enforcing;
  private final List<Budget> observing;
  private final long injectMaxTokens;
  private final @Nullable CeilingPrice ceiling;
  private final boolean guarded;

  Terms(List<Budget> covering) {
    enforcing = covering.stream().filter(Budget::enforcing).toList();
    observing = covering.stream().filter(budget -> !budget.enforcing()).toList();
    injectMaxTokens = injectMaxTokens(enforcing);
    ceiling = ceiling(enforcing.isEmpty() ? observing : enforcing);
    guarded = SpendGuard.isSet(covering);
  }

  private static long injectMaxTokens(List<Budget> budgets) {
    long least = budgets.isEmpty() ? 0 : Long.MAX_VALUE;
    for (Budget budget : budgets) {
      Long limit = budget.injectMaxTokens();
      least = limit == null ? 0 : Math.min(least, limit);
    }
    return least;
  }

  /** The dearest; null where one of them has none. */
  private static @Nullable CeilingPrice ceiling(List<Budget> budgets) {
    CeilingPrice dearest = null;
    for (Budget budget : budgets) {
      CeilingPrice price = budget.unknownPrice();
      if (price == null) {
        return null;
      }
      dearest = dearest == null ? price : dearest.max(price);
    }
    return dearest;
  }

  List<Budget> enforcing() {
    return enforcing;
  }

  List<Budget> observing() {
    return observing;
  }

  /** Whether one of them bounds anything but its day. */
  boolean isGuarded() {
    return guarded;
  }

  @Nullable CeilingPrice ceiling() {
    return ceiling;
  }

  /** The most that one attempt of the call can cost, or why nobody can say. */
  CostBound bound(CostBounds bounds, CallAsk ask, Instant now) {
    if (ask.facts() == null) {
      return new CostBound.Unbounded(
          CostBound.Reason.UNKNOWN_INPUT_LIMIT,
          "Its request could not be read; see the agent's log for why.");
    }
    return bounds.of(
        ask.provider(), ask.host(), ask.model(), now, ask.facts(), injectMaxTokens, ceiling);
  }

  /** The refusal of a call without a bound, by the budget that minds. */
  Verdict.Refused refused(CostBound.Unbounded unbounded) {
    Budget minds =
        enforcing.stream()
            .filter(budget -> minds(budget, unbounded.reason()))
            .findFirst()
            .orElse(enforcing.get(0));
    return refused(minds, unbounded);
  }

  /** The refusal of a call without a bound by that budget. */
  static Verdict.Refused refused(Budget budget, CostBound.Unbounded unbounded) {
    String reason = unbounded.reason().name().toLowerCase(Locale.ROOT);
    return new Verdict.Refused(
        new CostUnboundedException(budget.name(), reason, unbounded.detail()),
        reason,
        -1,
        budget.account().day(),
        null);
  }

  private static boolean minds(Budget budget, CostBound.Reason reason) {
    return switch (reason) {
      case UNKNOWN_PRICE -> budget.unknownPrice() == null;
      case UNKNOWN_OUTPUT_LIMIT -> budget.injectMaxTokens() == null;
      default -> true;
    };
  }
}
