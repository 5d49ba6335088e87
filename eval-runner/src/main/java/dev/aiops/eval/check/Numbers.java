/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Target.Part;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks of a number in a text. */
public final class Numbers {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?");

  private Numbers() {}

  /**
   * The last number of a text is near an expected one. Answers come to their result at the end;
   * commas between thousands are read over.
   *
   * @param tolerance how far it may be from the expected, at least 0
   */
  public static Check near(Part part, BigDecimal expected, BigDecimal tolerance) {
    return new OfText(part, text -> near(text, expected, tolerance));
  }

  private static Outcome near(String text, BigDecimal expected, BigDecimal tolerance) {
    return last(text)
        .map(
            found ->
                Outcome.of(
                    found.subtract(expected).abs().compareTo(tolerance) <= 0,
                    found + " for " + expected))
        .orElseGet(() -> Outcome.of(false, "has no number"));
  }

  private static Optional<BigDecimal> last(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .reduce((before, after) -> after)
        .map(number -> new BigDecimal(number.replace(",", "")));
  }
}
