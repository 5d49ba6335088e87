/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rows as they were found say about the places they stand at. */
final class Places {

  private Places() {}

  /** One row for each place: identical rows count once. Fails on different ones. */
  static List<Committed> of(List<Committed> found) {
    List<Committed> rows = new ArrayList<>(found.size());
    for (Committed row : found) {
      Committed last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
      if (last == null || last.seq() != row.seq()) {
        rows.add(row);
      } else if (!last.equals(row)) {
        throw new ControlLogForkedException(row.seq());
      }
    }
    return rows;
  }

  /**
   * What became of a draft.
   *
   * @param standing one row for each place from the draft's base on, itself included where there is
   *     one
   * @return empty where nothing stands after the base
   */
  static Optional<Appended> outcome(Draft draft, List<Committed> standing) {
    List<Committed> after = afterBase(draft.base(), standing);
    if (after.isEmpty()) {
      return Optional.empty();
    }
    List<Committed> rows = draft.rows();
    if (!after.get(0).equals(rows.get(0))) {
      return Optional.of(new Appended.Lost());
    }
    if (after.size() < rows.size() || !after.subList(0, rows.size()).equals(rows)) {
      throw new ControlLogBrokenException(after.get(0).seq(), "its group is not whole");
    }
    return Optional.of(new Appended.Accepted(rows));
  }

  private static List<Committed> afterBase(Head base, List<Committed> standing) {
    if (base.seq() == 0) {
      return standing;
    }
    Committed first = standing.isEmpty() ? null : standing.get(0);
    if (first == null || first.seq() != base.seq() || !first.hash().equals(base.hash())) {
      throw new ControlLogBrokenException(
          base.seq(), "the row that was read there before is not there any more");
    }
    return standing.subList(1, standing.size());
  }
}
