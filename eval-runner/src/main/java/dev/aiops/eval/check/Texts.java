/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Target.Part;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks of a text against an expected one. */
public final class Texts {

  private static final int MOST_COMPARED = 20_000;

  private Texts() {}

  /** The same, character by character. */
  public static Check exact(Part part, String expected) {
    return new OfText(
        part, text -> Outcome.of(text.equals(expected), "compared with the expected"));
  }

  /** The same but for case, punctuation, white space and forms of characters. */
  public static Check normalised(Part part, String expected) {
    String normal = Normal.of(expected);
    return new OfText(
        part,
        text ->
            Outcome.of(Normal.of(text).equals(normal), "compared with the expected, normalised"));
  }

  /** Contains a text. */
  public static Check contains(Part part, String wanted, boolean ignoreCase) {
    return new OfText(part, new Contains(wanted, ignoreCase));
  }

  /** A match of a pattern stands somewhere in it. */
  public static Check matches(Part part, Pattern pattern) {
    return new OfText(part, new Matches(pattern));
  }

  /**
   * 1 less the edit distance as a share of the longer text.
   *
   * @see EditDistance
   */
  public static Check levenshtein(Part part, String expected) {
    return new OfText(part, text -> similarity(text, expected));
  }

  private static Outcome similarity(String text, String expected) {
    int longer = Math.max(text.length(), expected.length());
    if (longer > MOST_COMPARED) {
      return new Outcome.Unknown("above " + MOST_COMPARED + " characters no distance is computed");
    }
    int distance = EditDistance.of(text, expected);
    double score = longer == 0 ? 1 : 1 - (double) distance / longer;
    return new Scored(score, distance + " edits from the expected");
  }

  private record Contains(String wanted, boolean ignoreCase) implements TextRule {

    @Override
    public Outcome of(String text) {
      boolean found =
          ignoreCase
              ? text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
              : text.contains(wanted);
      return Outcome.of(found, (found ? "contains '" : "does not contain '") + wanted + "'");
    }

    @Override
    public boolean holdsForLonger(double score) {
      return score == 1;
    }
  }

  private record Matches(Pattern pattern) implements TextRule {

    @Override
    public Outcome of(String text) {
      boolean found = pattern.matcher(new BoundedText(text)).find();
      return Outcome.of(found, (found ? "matches " : "does not match ") + pattern);
    }

    @Override
    public boolean holdsForLonger(double score) {
      return score == 1;
    }
  }
}
