/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

/** What a comparison says of one evaluator. */
public sealed interface Verdict {

  /** PASS, REGRESSION, INCONCLUSIVE or REFUSED. */
  String name();

  /** Figures stand behind it. */
  sealed interface Compared extends Verdict {

    /** These. */
    Measured measured();
  }

  /** A change to the worse as large as the margin is ruled out. */
  record Pass(Measured measured) implements Compared {

    @Override
    public String name() {
      return "PASS";
    }
  }

  /** It became worse, and one as large as the margin is not ruled out. */
  record Regression(Measured measured) implements Compared {

    @Override
    public String name() {
      return "REGRESSION";
    }
  }

  /**
   * Neither is known. Never a pass for lack of scores.
   *
   * @param stillNeeded how many more scores of the candidate, or pairs, would tell; at least 1. Of
   *     the reference as many more as keep the ratio
   */
  record Inconclusive(Measured measured, long stillNeeded) implements Compared {

    @Override
    public String name() {
      return "INCONCLUSIVE";
    }
  }

  /**
   * The two cannot be compared.
   *
   * @param reason why, and what to do about it
   */
  record Refused(String reason) implements Verdict {

    @Override
    public String name() {
      return "REFUSED";
    }
  }
}
