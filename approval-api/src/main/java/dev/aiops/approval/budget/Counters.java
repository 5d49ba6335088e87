/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * What a holder has counted on one lease since it began, so that a report lost, repeated or
 * overtaken does no harm: the one with the greatest {@code seq} holds.
 *
 * @param seq rises with every report of the lease, from 1
 * @param spent settled so far, in nano-USD; never falls
 * @param reserved bounds of calls under way, in nano-USD
 * @param returned given back so far and not to be spent any more, in nano-USD; never falls
 * @param boundExceeded calls that cost more than was reserved for them; never falls
 */
public record Counters(long seq, long spent, long reserved, long returned, long boundExceeded) {

  static final Counters NONE = new Counters(0, 0, 0, 0, 0);

  boolean isPossible() {
    return seq > 0
        && boundExceeded >= 0
        && Money.isAmount(spent)
        && Money.isAmount(reserved)
        && Money.isAmount(returned);
  }

  boolean follows(Counters earlier) {
    return spent >= earlier.spent
        && returned >= earlier.returned
        && boundExceeded >= earlier.boundExceeded;
  }

  boolean saysMoreThan(Counters earlier) {
    return spent != earlier.spent
        || reserved != earlier.reserved
        || returned != earlier.returned
        || boundExceeded != earlier.boundExceeded;
  }

  long used() {
    return Math.addExact(spent, reserved);
  }

  Counters settledInFull() {
    return new Counters(seq, used(), 0, returned, boundExceeded);
  }
}
