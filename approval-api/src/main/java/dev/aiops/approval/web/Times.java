/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times and spans as people read them. */
final class Times {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 2026-11-26 11:00:00 UTC}; "not known" where it is not. */
  static String at(@Nullable Instant at) {
    return at == null ? "not known" : TEXT.format(at);
  }

  /** How long ago; clocks that differ make nothing negative. */
  static String since(Instant then, Instant now) {
    return span(Duration.between(then, now));
  }

  /** The two largest units: {@code 2 h 5 min}. */
  static String span(Duration span) {
    if (span.toMinutes() < 1) {
      return "less than a minute";
    } else if (span.toHours() < 1) {
      return span.toMinutes() + " min";
    } else if (span.toDays() < 1) {
      return span.toHours() + " h " + span.toMinutesPart() + " min";
    }
    return span.toDays() + " d " + span.toHoursPart() + " h";
  }

  /** To the millisecond below a second; what a step of a run took. */
  static String exact(Duration span) {
    return span.toSeconds() < 1
        ? span.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1_000.0);
  }
}
