/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * Somebody asked for money that lies idle in others' leases. It is on while what is left is less
 * than was asked for; holders are told in their next answer to give back what they do not use.
 *
 * @param wanted the most that was asked for in vain
 * @param number how often it was raised
 */
record Recall(long wanted, int number) {

  static final Recall NONE = new Recall(0, 0);

  boolean isOn(long remaining) {
    return wanted > remaining;
  }

  Recall raisedTo(long amount) {
    return new Recall(amount, number + 1);
  }
}
