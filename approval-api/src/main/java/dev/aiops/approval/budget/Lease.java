/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * Money set apart for one process on one budget's day. There is one per process, budget and day,
 * and grants add to it: a grant whose answer is lost shows in the next answer's total, so it
 * strands nothing.
 *
 * @param granted all grants together, in nano-USD
 * @param counters the holder's newest report
 * @param charged what a closed lease counts as; 0 while it is open
 * @param estimated the part of it that was under way and is charged in full because nobody knows
 * @param revoked whether its holder was told to stop
 * @param answered the newest recall its holder has reported after
 */
record Lease(
    DayId id,
    Holder holder,
    long granted,
    Counters counters,
    LeaseState state,
    long charged,
    long estimated,
    boolean revoked,
    int answered) {

  static Lease opened(DayId id, Holder holder) {
    return new Lease(id, holder, 0, Counters.NONE, LeaseState.OPEN, 0, 0, false, 0);
  }

  boolean isOpen() {
    return state == LeaseState.OPEN;
  }

  /** What it takes from the cap: never less than its holder could still have spent. */
  long held() {
    return isOpen()
        ? Math.max(Math.subtractExact(granted, counters.returned()), counters.used())
        : charged;
  }

  long spent() {
    return isOpen() ? counters.spent() : charged;
  }

  long reserved() {
    return isOpen() ? counters.reserved() : 0;
  }

  /** What its holder, as far as it has reported, neither spent nor reserved. */
  long idle() {
    return held() - spent() - reserved();
  }

  /** What was used above what was granted: a call cost more than its bound. */
  long overdraft() {
    return Math.max(0, (isOpen() ? counters.used() : charged) - granted);
  }

  Lease grantedMore(long amount, int recall) {
    return new Lease(
        id,
        holder,
        Math.addExact(granted, amount),
        counters,
        state,
        charged,
        estimated,
        revoked,
        Math.min(answered, recall - 1));
  }

  Lease reported(Counters next, int recall) {
    return isOpen()
        ? new Lease(id, holder, granted, next, state, 0, 0, revoked, recall)
        : chargedAtLeast(next.spent());
  }

  Lease closed(LeaseState how, long charge, long estimate) {
    return new Lease(id, holder, granted, counters, how, charge, estimate, revoked, answered);
  }

  Lease stopped() {
    return new Lease(id, holder, granted, counters, state, charged, estimated, true, answered);
  }

  private Lease chargedAtLeast(long charge) {
    return closed(state, Math.max(charged, charge), estimated);
  }
}
