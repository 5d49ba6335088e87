/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.List;

/**
 * What the variants took in one setting.
 *
 * @param asking what each was told
 * @param series one per variant, the app with no agent first
 */
record Added(Asking asking, List<Series> series) {
  Added {
    series = List.copyOf(series);
  }

  /** The library, and how many threads asked how. */
  String title() {
    return asking.library() + ", " + asking.how();
  }

  /** The app with no agent. */
  Series baseline() {
    return series.get(0);
  }

  /** The app under our agent. */
  Series ours() {
    return series.get(series.size() - 1);
  }

  /** What ours adds at the median over no agent, in microseconds. */
  Interval byOurs() {
    return ours().over(baseline(), 50);
  }
}
