/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How findings are written: money to the last digit, and unknown never as 0. */
final class Text {

  private static final int CENTS = 2;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Text() {}

  static String usd(BigDecimal usd) {
    BigDecimal plain = usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
    return plain.setScale(Math.max(CENTS, plain.scale())).toPlainString() + " USD";
  }

  /** What calls come to, and of how many of them nobody knows. */
  static String usd(Sum sum) {
    if (sum.unknown() == 0) {
      return usd(sum.usd());
    }
    return sum.unknown() == sum.calls()
        ? "unknown"
        : usd(sum.usd()) + " + " + sum.unknown() + " unknown";
  }

  static String calls(long number) {
    return number == 1 ? "1 call" : number + " calls";
  }

  static String runs(long number, boolean andMore) {
    return (andMore ? "at least " : "") + (number == 1 ? "1 run" : number + " runs");
  }

  static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** The time of day; empty for none. */
  static String clock(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : CLOCK.format(at.atZone(zone));
  }
}
