/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

/**
 * A text that a pattern may look at only so often: one that backtracks without end is an error of
 * its evaluator, and not the end of a batch.
 */
final class BoundedText implements CharSequence {

  private static final long LOOKS_PER_CHARACTER = 1_000;
  private static final long LEAST = 1_000_000;

  private final CharSequence text;
  private long left;

  BoundedText(CharSequence text) {
    this.text = text;
    left = Math.max(LEAST, LOOKS_PER_CHARACTER * text.length());
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new IllegalStateException(
          "the pattern backtracks without end on this text: write it without nested repetition");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
