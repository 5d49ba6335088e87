/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * Sums over a day's leases, kept with each change so that a decision need not look at all of them.
 *
 * @param held what closed leases count as and open ones may come to; {@code held <= cap} is the
 *     promise
 * @param spent the part of it that is spent for certain
 * @param reserved the part that was under way at the last reports
 * @param estimated the part of spent that nobody knows and is charged in full
 * @param overdraft what was used above what was granted
 * @param boundExceeded calls that cost more than was reserved for them
 * @param open leases that are open
 */
record Totals(
    long held,
    long spent,
    long reserved,
    long estimated,
    long overdraft,
    long boundExceeded,
    int open) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

  Totals plus(Lease lease) {
    return new Totals(
        Math.addExact(held, lease.held()),
        Math.addExact(spent, lease.spent()),
        Math.addExact(reserved, lease.reserved()),
        Math.addExact(estimated, lease.estimated()),
        Math.addExact(overdraft, lease.overdraft()),
        Math.addExact(boundExceeded, lease.counters().boundExceeded()),
        open + (lease.isOpen() ? 1 : 0));
  }

  Totals minus(Lease lease) {
    return new Totals(
        held - lease.held(),
        spent - lease.spent(),
        reserved - lease.reserved(),
        estimated - lease.estimated(),
        overdraft - lease.overdraft(),
        boundExceeded - lease.counters().boundExceeded(),
        open - (lease.isOpen() ? 1 : 0));
  }
}
