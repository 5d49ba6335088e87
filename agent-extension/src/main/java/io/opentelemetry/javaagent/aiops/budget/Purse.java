/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call has set aside in budgets that it needs together: once when it is admitted, and more
 * for each attempt after one that may have been billed. Not for use by several threads.
 */
final class Purse {

  private record Part(Reservation reservation, long nanoUsd) {}

  private final List<Account> accounts;
  private final List<Part> parts = new ArrayList<>(1);
  private long reserved;

  Purse(List<Account> accounts) {
    this.accounts = accounts;
  }

  /**
   * Sets {@code nanoUsd} more aside in all of the budgets; null if that is done, else by whom it is
   * refused.
   */
  @Nullable Refusal add(long nanoUsd) {
    Reservation reservation = new Reservation(accounts);
    Refusal refused = reservation.reserve(nanoUsd);
    if (refused == null) {
      parts.add(new Part(reservation, nanoUsd));
      reserved += nanoUsd;
    }
    return refused;
  }

  /** How the day stood when it gave the last part beyond its cap; null where it did not. */
  @Nullable Standing beyondCap() {
    return parts.isEmpty() ? null : parts.get(parts.size() - 1).reservation().beyondCap();
  }

  long reserved() {
    return reserved;
  }

  /**
   * Charges {@code nanoUsd} in all; the last part takes what is above all parts.
   *
   * @param shares gets what each lease that admitted the call is charged, by id
   */
  void settle(long nanoUsd, Map<String, Long> shares) {
    long left = nanoUsd;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      long share = i == parts.size() - 1 ? left : Math.min(left, part.nanoUsd());
      part.reservation().leases().forEach(lease -> shares.merge(lease, share, Long::sum));
      part.reservation().settle(share);
      left -= share;
    }
  }
}
