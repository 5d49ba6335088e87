/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name, in which a star stands for any characters and a question mark for one. */
public final class NamePattern {

  private static final Pattern WILDCARD = Pattern.compile("(\\*+)|(\\?)|([^*?]+)");

  private final String text;
  private final Pattern pattern;

  /** Fails on an empty one. */
  public NamePattern(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty: write a name, or * for any");
    }
    this.text = text;
    pattern =
        Pattern.compile(WILDCARD.matcher(text).replaceAll(NamePattern::quoted), Pattern.DOTALL);
  }

  private static String quoted(MatchResult part) {
    String regex =
        part.group(1) != null ? ".*" : part.group(2) != null ? "." : Pattern.quote(part.group());
    return Matcher.quoteReplacement(regex);
  }

  /** Whether a name is one of those. */
  public boolean accepts(String name) {
    return pattern.matcher(new BoundedText(name)).matches();
  }

  /** As it is written. */
  public String text() {
    return text;
  }
}
