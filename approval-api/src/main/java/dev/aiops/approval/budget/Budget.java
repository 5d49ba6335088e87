/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A daily cap and the calls it covers. Money is in nano-USD.
 *
 * @param name its identity: a budget of a new name has spent nothing
 * @param zone whose midnight begins its day
 * @param maxLease most that one grant may take, and with it the dearest single call; null is a
 *     twentieth of the cap, which a single dearer call may pass
 * @param leaseValidity how long a process may spend from its lease without hearing from us
 * @param injectMaxTokens output limit set on calls that have none and whose model has none known;
 *     null refuses them
 * @param raisedBy roles one of which may raise today's cap; none, and nobody may
 */
public record Budget(
    String name,
    Match match,
    long dailyCap,
    ZoneId zone,
    Mode mode,
    UnknownPrice unknownPrice,
    @Nullable Long maxLease,
    Duration leaseValidity,
    @Nullable Integer injectMaxTokens,
    SpendGuard guard,
    List<String> raisedBy) {

  public Budget {
    raisedBy = List.copyOf(raisedBy);
    raisedBy.forEach(role -> BudgetRules.require(BudgetRules.name(role)));
    BudgetRules.require(BudgetRules.name(name));
    BudgetRules.require(BudgetRules.cap(dailyCap));
    BudgetRules.require(maxLease == null ? null : BudgetRules.maxLease(maxLease, dailyCap));
    BudgetRules.require(BudgetRules.leaseSeconds(leaseValidity.toSeconds()));
    BudgetRules.require(injectMaxTokens == null ? null : BudgetRules.maxTokens(injectMaxTokens));
    Long perHour = guard.perHour();
    BudgetRules.require(perHour == null ? null : BudgetRules.perHour(perHour, dailyCap));
  }

  /** The day an instant belongs to. */
  public LocalDate dayAt(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  /** When a day is over; days have 23 to 25 hours. */
  Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
