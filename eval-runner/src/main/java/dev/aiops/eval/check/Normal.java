/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text in a form in which small differences do not count: compatibility forms, case, punctuation
 * and white space. A sign within a number (3.5, -2) is kept.
 */
final class Normal {

  private static final Pattern PUNCTUATION =
      Pattern.compile("(?<!\\d)[\\p{P}&&[^-]]|[\\p{P}](?!\\d)");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Normal() {}

  static String of(String text) {
    String folded = Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT);
    String words = PUNCTUATION.matcher(folded).replaceAll(" ");
    return SPACE.matcher(words).replaceAll(" ").strip();
  }
}
