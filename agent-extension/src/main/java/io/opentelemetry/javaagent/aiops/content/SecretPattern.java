/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a kind of secret looks like.
 *
 * @param pattern group 1 is the secret where there is one, else all of it
 * @param possible a quick look at a text in lower case: false means that the pattern cannot match,
 *     which spares nearly all texts the slow look
 * @param trusted whether the pattern is known to take time in proportion to the text, whatever the
 *     text; others are stopped when they take too long
 */
public record SecretPattern(Pattern pattern, Predicate<String> possible, boolean trusted) {

  /** A pattern of the operator's, looked for in every text. */
  static SecretPattern own(Pattern pattern) {
    return new SecretPattern(pattern, text -> true, false);
  }

  /** A built-in pattern, each match of which contains one of {@code signs} in some case. */
  static SecretPattern of(String regex, String... signs) {
    String[] any = signs.clone();
    return new SecretPattern(Pattern.compile(regex), text -> hasOne(text, any), true);
  }

  /** A built-in pattern, each match of which has at least so many digits. */
  static SecretPattern ofDigits(String regex, int digits) {
    return new SecretPattern(Pattern.compile(regex), text -> hasDigits(text, digits), true);
  }

  private static boolean hasOne(String text, String[] signs) {
    for (String sign : signs) {
      if (text.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDigits(String text, int wanted) {
    int digits = 0;
    for (int i = 0; i < text.length() && digits < wanted; i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits >= wanted;
  }
}
