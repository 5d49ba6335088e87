/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the desk has paid back today. A real one would be the shop's accounts. */
final class Books {

  private final List<String> entries = new ArrayList<>();

  synchronized void paidBack(String orderId, int cents, String reason) {
    entries.add(
        String.format(Locale.ROOT, "%s, EUR %.2f paid back: %s", orderId, cents / 100.0, reason));
  }

  /** One line an entry, in their order. */
  synchronized List<String> lines() {
    return List.copyOf(entries);
  }
}
