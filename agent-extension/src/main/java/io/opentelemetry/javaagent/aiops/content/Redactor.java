/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Takes secrets out of texts. Bounded in time; a text it cannot finish is withheld as a whole. */
public final class Redactor {

  /** What stands in for a secret. */
  public static final String MARK = "[redacted]";

  static final String WITHHELD = "[withheld: redaction failed]";

  private final List<SecretPattern> patterns;

  /** Takes out what any of {@code patterns} matches: group 1 where there is one, else all of it. */
  public Redactor(List<SecretPattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * A redacted text.
   *
   * @param redacted whether something was taken out
   */
  record Result(String text, boolean redacted) {}

  Result redact(String text) {
    try {
      return redactAll(text);
    } catch (TooSlow | StackOverflowError e) {
      Faults.report("redacting a text", e);
      return new Result(WITHHELD, true);
    }
  }

  private Result redactAll(String text) {
    String clean = text;
    String lowerCase = text.toLowerCase(Locale.ROOT);
    long deadline = Deadline.from(System.nanoTime());
    for (SecretPattern secret : patterns) {
      if (secret.possible().test(lowerCase)) {
        clean = redactOne(secret, clean, deadline);
      }
    }
    return new Result(clean, !clean.equals(text));
  }

  private static String redactOne(SecretPattern secret, String text, long deadline) {
    CharSequence read = secret.trusted() ? text : new Deadline(text, deadline);
    Matcher matcher = secret.pattern().matcher(read);
    if (!matcher.find()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int copied = 0;
    do {
      int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
      clean.append(text, copied, Math.max(copied, matcher.start(group))).append(MARK);
      copied = Math.max(copied, matcher.end(group));
    } while (matcher.find());
    return clean.append(text, copied, text.length()).toString();
  }

  /** A pattern took longer than it may. */
  static final class TooSlow extends RuntimeException {
    TooSlow() {
      super(
          "a redaction pattern took over " + Deadline.MILLIS + " ms: simplify it",
          null,
          false,
          false);
    }
  }

  /** A text that ends a match which backtracks for ever. */
  private static final class Deadline implements CharSequence {

    static final long MILLIS = 2_000;
    private static final int READS_BETWEEN_LOOKS = 1024;

    private final String text;
    private final long nanos;
    private int reads;

    Deadline(String text, long nanos) {
      this.text = text;
      this.nanos = nanos;
    }

    static long from(long now) {
      return now + MILLIS * 1_000_000;
    }

    @Override
    public char charAt(int index) {
      if (++reads % READS_BETWEEN_LOOKS == 0 && System.nanoTime() - nanos > 0) {
        throw new TooSlow();
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
      return text;
    }
  }
}
