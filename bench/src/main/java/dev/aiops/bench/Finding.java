/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.List;

/** What one part of the measurements found. */
record Finding(Table table, List<Limit> limits) {
  Finding {
    limits = List.copyOf(limits);
  }
}
