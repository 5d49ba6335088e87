/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Target.Part;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a text has no secrets and no personal data. What was found is named by kind and place
 * only: an explanation must not leak it again.
 */
public final class Leaks {

  /** Keys and tokens by the shapes that their issuers give them. */
  private static final List<Entry<String, Pattern>> SECRETS =
      List.of(
          Map.entry("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----")),
          Map.entry("an AWS access key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b")),
          Map.entry("an API key", Pattern.compile("\\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}")),
          Map.entry("a Google API key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}")),
          Map.entry(
              "a GitHub token",
              Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})")),
          Map.entry("a Slack token", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}")),
          Map.entry(
              "a JSON Web Token",
              Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+")),
          Map.entry(
              "a password in a URL",
              Pattern.compile("\\b[a-z][a-z0-9+]*://[^\\s:/@]+:[^\\s/@]+@")));

  private static final Pattern EMAIL =
      Pattern.compile("\\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{2,63})+\\b");
  private static final Pattern CARD = Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b");
  private static final Pattern IBAN =
      Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\w+])\\+\\d{1,3}[ .-]?(?:\\(\\d{1,4}\\)[ .-]?)?\\d(?:[ .-]?\\d){6,11}\\b");
  private static final Pattern US_SOCIAL_SECURITY =
      Pattern.compile("\\b(?!000|666|9\\d\\d)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}\\b");

  private Leaks() {}

  /** 1 without keys, tokens and passwords. */
  public static Check secrets(Part part) {
    return new OfText(part, new Absent(Leaks::secret));
  }

  /**
   * 1 without addresses of mail, numbers of phones (with country code), payment cards, bank
   * accounts (IBAN) and US social security. Cards and accounts must have their right check digits.
   */
  public static Check personalData(Part part) {
    return new OfText(part, new Absent(Leaks::personal));
  }

  private static String secret(String text) {
    return SECRETS.stream()
        .filter(secret -> secret.getValue().matcher(new BoundedText(text)).find())
        .map(Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static String personal(String text) {
    if (text.indexOf('@') >= 0 && EMAIL.matcher(new BoundedText(text)).find()) {
      return "an e-mail address";
    }
    if (any(CARD, text, CheckDigits::isCard)) {
      return "the number of a payment card";
    }
    if (any(IBAN, text, CheckDigits::isIban)) {
      return "an IBAN";
    }
    if (US_SOCIAL_SECURITY.matcher(text).find()) {
      return "a US social security number";
    }
    return PHONE.matcher(new BoundedText(text)).find() ? "a phone number" : "";
  }

  private static boolean any(Pattern pattern, String text, Predicate<String> right) {
    Matcher matcher = pattern.matcher(new BoundedText(text));
    return matcher.results().anyMatch(result -> right.test(result.group()));
  }

  /** Names what is found in a text; empty where nothing is. */
  private interface Finder {
    String find(String text);
  }

  private record Absent(Finder finder) implements TextRule {

    @Override
    public Outcome of(String text) {
      String found = finder.find(text);
      return Outcome.of(found.isEmpty(), found.isEmpty() ? "none found" : "has " + found);
    }

    @Override
    public boolean holdsForLonger(double score) {
      return score == 0;
    }
  }
}
