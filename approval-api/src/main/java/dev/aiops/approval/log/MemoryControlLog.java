/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A control log that forgets. For tests and simulations; it keeps the same contract. */
public final class MemoryControlLog implements ControlLog {

  private final List<Committed> rows = new ArrayList<>();

  /** An empty log. */
  public MemoryControlLog() {}

  @Override
  public synchronized Page read(long after, int limit) {
    int from = firstAfter(after);
    int to = from;
    int places = 0;
    long bytes = 0;
    while (to < rows.size() && places < limit && bytes < MOST_READ) {
      long seq = rows.get(to).seq();
      for (; to < rows.size() && rows.get(to).seq() == seq; to++) {
        bytes += rows.get(to).entry().body().getBytes(StandardCharsets.UTF_8).length;
      }
      places++;
    }
    return new Page(Places.of(rows.subList(from, to)), places == limit || bytes >= MOST_READ);
  }

  @Override
  public synchronized Appended append(Draft draft) {
    Group.require(draft);
    int from = firstAfter(draft.base().seq() - 1);
    int to = firstAfter(draft.head().seq());
    return Places.outcome(draft, Places.of(rows.subList(from, to))).orElseGet(() -> take(draft));
  }

  private Appended take(Draft draft) {
    rows.addAll(draft.rows());
    return new Appended.Accepted(draft.rows());
  }

  /** Puts a row at its place, whatever stands there. */
  synchronized void plant(Committed row) {
    rows.add(firstAfter(row.seq()), row);
  }

  /** Takes the rows of a place away. */
  synchronized void remove(long seq) {
    rows.removeIf(row -> row.seq() == seq);
  }

  private int firstAfter(long seq) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean after = rows.get(middle).seq() > seq;
      low = after ? low : middle + 1;
      high = after ? middle : high;
    }
    return low;
  }
}
