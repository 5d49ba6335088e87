/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values read in the terminal. Unknown is a question mark, never zero. */
final class Text {

  private static final DateTimeFormatter TIME = utc("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter SHORT_TIME = utc("MM-dd HH:mm:ss");
  private static final DateTimeFormatter TIME_OF_DAY = utc("HH:mm:ss");
  private static final DateTimeFormatter DAY = utc("uuuu-MM-dd");
  private static final int NANO = 9;

  /** Characters of a line. */
  static final int WIDTH = 120;

  /** What providers wrap their words in. */
  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\\{.*?\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\".*");

  private Text() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  static String shortTime(Instant at) {
    return SHORT_TIME.format(at);
  }

  static String timeOfDay(Instant at) {
    return TIME_OF_DAY.format(at);
  }

  static String day(Instant at) {
    return DAY.format(at);
  }

  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return duration.isZero() ? "0 ms" : "<1 ms";
    }
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return duration.toHours() == 0
        ? duration.toMinutes() + "m " + duration.toSecondsPart() + "s"
        : duration.toHours() + "h " + duration.toMinutesPart() + "m";
  }

  /** All nine decimals: rounded, the cost of one call would often read as nothing. */
  static String usd(@Nullable BigDecimal cost) {
    return cost == null ? "?" : "$" + cost.setScale(NANO, RoundingMode.HALF_UP).toPlainString();
  }

  /** A cost with what it leaves out: {@code $0.012300000, 1 estimated, 2 unpriced}. */
  static String usd(@Nullable BigDecimal cost, long unpriced, long estimated) {
    String inexact = inexact(unpriced, estimated);
    return inexact.isEmpty() ? usd(cost) : usd(cost) + ", " + inexact;
  }

  /** What is not exact in a sum: {@code 1 estimated, 2 unpriced}; empty where all is. */
  static String inexact(long unpriced, long estimated) {
    String text = estimated == 0 ? "" : estimated + " estimated";
    if (unpriced == 0) {
      return text;
    }
    return text + (text.isEmpty() ? "" : ", ") + unpriced + " unpriced";
  }

  static String count(@Nullable Long count) {
    return count == null ? "?" : String.format(Locale.ROOT, "%,d", count);
  }

  /** A count of what is rare: nothing there reads as a dash. */
  static String some(long count) {
    return count == 0 ? "-" : count(count);
  }

  /** {@code 1 call}, {@code 2 calls}. */
  static String several(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String enumerated(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** How long ago, in its largest unit. */
  static String ago(long seconds) {
    if (seconds < 120) {
      return seconds + " s ago";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min ago";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h ago" : seconds / 86_400 + " days ago";
  }

  /**
   * An error's type and message as {@code InternalServerException: The engine is overloaded}:
   * without the package of the class, and of an answer in JSON its message only.
   */
  static String error(String typeAndMessage, int length) {
    String[] parts = typeAndMessage.strip().split("\\s+", 2);
    String type = parts[0].substring(parts[0].lastIndexOf('.') + 1);
    if (parts.length == 1 || parts[0].endsWith(".")) {
      return cut(parts.length == 1 ? type : typeAndMessage, length);
    }
    Matcher json = JSON_MESSAGE.matcher(parts[1].replaceAll("\\s+", " "));
    return cut(type + ": " + (json.matches() ? json.group(1) : parts[1]), length);
  }

  /** A path as a shell takes it. */
  static String shell(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+,:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  static String bytes(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** A name and its value, over as many lines as the value needs. */
  static String wrapped(String name, String value) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-9s", name));
    for (String word : value.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH && !line.toString().isBlank()) {
        lines.append(line).append(System.lineSeparator());
        line = new StringBuilder(" ".repeat(9));
      }
      line.append(" ").append(word);
    }
    return lines.append(line).toString();
  }

  /**
   * Text of a model: what steers a terminal or turns the direction of writing is shown as what it
   * is.
   */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints().forEach(point -> append(visible, point));
    return visible.toString();
  }

  private static void append(StringBuilder to, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          to.append("\\u{").append(Integer.toHexString(point)).append('}');
      default -> to.appendCodePoint(point);
    }
  }

  /** In one line of at most so many characters, {@link #visible}. */
  static String cut(String text, int length) {
    String line = visible(text.replaceAll("\\s+", " "));
    return line.length() <= length ? line : line.substring(0, length - 1) + "…";
  }
}
