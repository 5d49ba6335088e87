/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.ArrayList;
import java.util.List;

/** A control log that forgets. For tests and simulations; it keeps the same contract. */
public final class MemoryControlLog implements ControlLog {

  private final List<Committed> rows = new ArrayList<>();

  /** An empty log. */
  public MemoryControlLog() {}

  @Override
  public synchronized List<Committed> read(long after, int limit) {
    int from = firstAfter(after);
    int to = from;
    for (int places = 0; to < rows.size(); to++) {
      boolean another = to == from || rows.get(to).seq() != rows.get(to - 1).seq();
      if (another && ++places > limit) {
        break;
      }
    }
    return Places.of(rows.subList(from, to));
  }

  @Override
  public synchronized Appended append(Draft draft) {
    Group.require(draft);
    List<Committed> standing = read(draft.base().seq() - 1, draft.rows().size() + 1);
    return Places.outcome(draft, standing).orElseGet(() -> take(draft));
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
