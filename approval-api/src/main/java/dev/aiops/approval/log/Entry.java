/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one row of the control log says, before it has a place in the log.
 *
 * @param kind what happened, as {@code lease_granted}; readers refuse a kind they do not know
 * @param entity what it happened to, as a lease's or an approval's id
 * @param stateAfter the entity's state once this row counts, as {@code open}
 * @param amounts where money is concerned, the budget day after this row; else null
 * @param actor who caused it: a person, a token's name or {@code system}
 * @param body the whole fact as one JSON object, from which state is folded
 */
public record Entry(
    String kind,
    String entity,
    String stateAfter,
    @Nullable Amounts amounts,
    String actor,
    String body) {

  /**
   * A budget's day as it stands after a row, in nano-USD.
   *
   * @param day the day in the budget's own time zone
   * @param cap what may be spent that day
   * @param spent what closed leases and reports say was spent
   * @param leased what open leases may still spend beyond that
   */
  public record Amounts(String budget, LocalDate day, long cap, long spent, long leased) {}
}
