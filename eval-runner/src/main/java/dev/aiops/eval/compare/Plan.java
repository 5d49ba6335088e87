/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.AlphaSpending;
import dev.aiops.eval.stat.Correction;
import java.util.OptionalInt;

/**
 * How sure a comparison must be.
 *
 * @param alpha the chance that it raises one false alarm or more, 0.05 unless said otherwise; of
 *     reports the expected share of findings that are false
 * @param power the chance to find a change as large as the margin, 0.8 unless said otherwise
 * @param correction for the number of evaluators
 * @param look which look at the same reference this is, from 1; empty for the only one
 * @param seed of all that is drawn: the same scores and seed give the same report
 */
public record Plan(double alpha, double power, Correction correction, OptionalInt look, long seed) {

  /** Throws {@link IllegalArgumentException} for a look before the first. */
  public Plan {
    look.ifPresent(number -> AlphaSpending.level(alpha, number));
  }

  /** A gate that is passed once, such as that of a release. */
  public static Plan gate() {
    return new Plan(0.05, 0.8, Correction.HOLM, OptionalInt.empty(), 1);
  }

  /** A report of many evaluators, to be read and not to be stopped by. */
  public static Plan report() {
    return new Plan(0.05, 0.8, Correction.BENJAMINI_HOCHBERG, OptionalInt.empty(), 1);
  }

  /**
   * A gate that looks again and again at the same reference.
   *
   * @param look 1 for the first night after the reference was set
   */
  public static Plan nightly(int look) {
    return new Plan(0.05, 0.8, Correction.HOLM, OptionalInt.of(look), 1);
  }

  /**
   * The same where evaluators are looked at one by one, each at a reference and in a night of its
   * own: together they raise one false alarm or more with the chance of one.
   *
   * @param evaluators how many they are, 1 or more
   */
  public static Plan nightly(int look, int evaluators) {
    Plan alone = nightly(look);
    return new Plan(
        alone.alpha / evaluators, alone.power, alone.correction, alone.look, alone.seed);
  }

  /** What all evaluators of this look may spend together. */
  double level() {
    return look.isPresent() ? AlphaSpending.level(alpha, look.getAsInt()) : alpha;
  }
}
