/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as its reader would take it: compatible forms, Latin letters, nothing unseen; and after it
 * what is in it in Base64.
 */
final class Plain {

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}]");
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final Pattern BASE64 =
      Pattern.compile("(?:[A-Za-z0-9+/]{4}){5,}[A-Za-z0-9+/=]{0,4}");
  private static final Pattern WORDS = Pattern.compile("[\\x20-\\x7E\\s]+");

  /** Cyrillic and Greek letters that look like Latin ones, and those. */
  private static final String OTHER = "аеорсухіѕјԁһӏνοαιερτυκАЕОРСТХІВНКМΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

  private static final String LATIN = "aeopcyxisjdhlvoaieptukAEOPCTXIBHKMABEZHIKMNOPTYX";

  private Plain() {}

  static String of(String text) {
    return latin(text + decoded(text));
  }

  private static String latin(String text) {
    String compatible = Normalizer.normalize(text, Form.NFKD);
    String seen = UNSEEN.matcher(compatible).replaceAll("");
    StringBuilder latin = new StringBuilder(seen.length());
    seen.chars().forEach(c -> latin.append(latin((char) c)));
    return BLANKS.matcher(latin).replaceAll(" ");
  }

  private static char latin(char c) {
    int at = OTHER.indexOf(c);
    return at < 0 ? c : LATIN.charAt(at);
  }

  private static String decoded(String text) {
    StringBuilder decoded = new StringBuilder();
    Matcher found = BASE64.matcher(text);
    while (found.find()) {
      String words = words(found.group());
      decoded.append(WORDS.matcher(words).matches() ? "\n" + words : "");
    }
    return decoded.toString();
  }

  private static String words(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
