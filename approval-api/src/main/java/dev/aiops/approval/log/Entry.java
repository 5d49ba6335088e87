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

  /** Fails on a text that UTF-8 cannot hold: it would be read back as another. */
  public Entry {
    requireUtf8("kind", kind);
    requireUtf8("entity", entity);
    requireUtf8("stateAfter", stateAfter);
    requireUtf8("actor", actor);
    requireUtf8("body", body);
  }

  /**
   * A budget's day as it stands after a row, in nano-USD.
   *
   * @param day the day in the budget's own time zone
   * @param cap what may be spent that day
   * @param spent what closed leases and reports say was spent
   * @param leased what open leases may still spend beyond that
   */
  public record Amounts(String budget, LocalDate day, long cap, long spent, long leased) {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2298;

    /** Fails on a budget without a name and on a day that the table cannot hold. */
    public Amounts {
      requireUtf8("budget", budget);
      if (budget.isEmpty()) {
        throw new IllegalArgumentException("amounts are of a budget: name it");
      }
      if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
        throw new IllegalArgumentException(
            "day must be in the years " + FIRST_YEAR + " to " + LAST_YEAR + ", got " + day);
      }
    }
  }

  private static void requireUtf8(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        throw new IllegalArgumentException(name + " has half a surrogate pair: it is not Unicode");
      }
      i += pair ? 1 : 0;
    }
  }
}
