/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.Outcome;
import dev.aiops.eval.check.Target;
import java.util.List;

/** What a judge is shown of a target, or why there is nothing to be shown. */
sealed interface Material {

  /** What it is shown, in this order. */
  record Shown(List<Piece> pieces) implements Material {

    public Shown {
      pieces = List.copyOf(pieces);
    }
  }

  /** Nothing, and so no verdict. */
  record Absent(Outcome outcome) implements Material {}

  /**
   * A recorded text.
   *
   * @param name what it is, in words of ours
   * @param text words of a user, a tool or the agent: not to be trusted
   */
  record Piece(String name, String text) {}

  /** What a criterion needs of a target. */
  static Material of(Target target, Criterion criterion) {
    return new Gathering(target).gather(criterion);
  }
}
