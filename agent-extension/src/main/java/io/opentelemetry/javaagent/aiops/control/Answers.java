/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Lease;
import io.opentelemetry.javaagent.aiops.budget.Standing;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the control plane answers, read as far as it is needed. */
final class Answers {

  private Answers() {}

  /**
   * The budgets.
   *
   * @param terms null if they are as before
   */
  record Page(@Nullable String tag, @Nullable List<Terms> terms) {

    static Page read(@Nullable String tag, Fields of) throws ContractException {
      List<Terms> terms = new ArrayList<>();
      for (Fields budget : of.objects("budgets")) {
        terms.add(Terms.read(budget));
      }
      return new Page(tag, terms);
    }
  }

  /**
   * Money.
   *
   * @param granted all grants of the lease together
   * @param beyondCap whether the budget only observes, and granted what it would have refused
   * @param recall whether what is idle is wanted back
   */
  record Granted(
      String lease,
      long granted,
      boolean beyondCap,
      Duration spendFor,
      boolean recall,
      Standing standing) {

    /**
     * Tells the lease whether this goes beyond the cap, before the money can be used: no call that
     * needs it goes by unnoticed.
     *
     * @param before all grants of the lease without this one
     */
    void mark(Lease lease, long before) {
      if (beyondCap) {
        lease.goBeyondCap(withinCap(before), standing);
      } else {
        lease.stayWithinCap();
      }
    }

    private long withinCap(long before) {
      long left = granted - before + standing.cap() - standing.spent() - standing.leased();
      return before + Math.max(0, Math.min(left, granted - before));
    }

    static Granted read(Fields of) throws ContractException {
      return new Granted(
          of.text("lease"),
          of.nanos("granted_nanos"),
          of.flag("beyond_cap"),
          Duration.ofSeconds(of.number("spend_for_seconds")),
          of.flag("recall"),
          readStanding(of.object("standing")));
    }
  }

  /**
   * How a lease stands.
   *
   * @param error why nothing was done; then nothing below is known
   * @param isOpen whether it is
   * @param stop why it may not be spent any more: a word of the contract, {@code none} if it may
   */
  record LeaseNews(
      boolean lost,
      @Nullable Rejection error,
      boolean isOpen,
      long granted,
      String stop,
      boolean recall,
      Duration spendFor,
      @Nullable Standing standing) {

    static List<LeaseNews> readAll(Fields of, int count) throws ContractException {
      List<LeaseNews> all = new ArrayList<>();
      for (Fields lease : of.objects("leases")) {
        all.add(read(lease));
      }
      if (all.size() != count) {
        throw of.wrong("leases");
      }
      return all;
    }

    private static LeaseNews read(Fields of) throws ContractException {
      Fields error = of.objectOrNull("error");
      if (error != null) {
        return new LeaseNews(
            of.flag("lost"), rejection(error), false, 0, "none", false, Duration.ZERO, null);
      }
      return new LeaseNews(
          of.flag("lost"),
          null,
          of.text("state").equals("open"),
          of.nanos("granted_nanos"),
          of.text("stop"),
          of.flag("recall"),
          Duration.ofSeconds(of.number("spend_for_seconds")),
          readStanding(of.object("standing")));
    }
  }

  static Rejection rejection(Fields of) throws ContractException {
    Fields standing = of.objectOrNull("standing");
    return new Rejection(
        of.text("rule"),
        of.text("message"),
        of.text("remedy"),
        standing == null ? null : readStanding(standing));
  }

  private static Standing readStanding(Fields of) throws ContractException {
    return new Standing(
        of.text("budget"),
        day(of),
        of.nanos("cap_nanos"),
        of.nanos("spent_nanos"),
        of.nanos("leased_nanos"),
        of.nanos("reserved_nanos"),
        Duration.ofSeconds(of.number("resets_in_seconds")),
        of.texts("raised_by"));
  }

  private static LocalDate day(Fields of) throws ContractException {
    try {
      return LocalDate.parse(of.text("day"));
    } catch (DateTimeException e) {
      throw of.wrong("day");
    }
  }
}
