/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whether a cell shows a value. */
final class Cell {

  /** Grafana reads money as a floating number, which has nine places of these amounts. */
  private static final int PLACES = 9;

  private Cell() {}

  /** An empty Optional is NULL; money is a BigDecimal; a double is equal to twelve places. */
  static boolean shows(String text, Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.isEmpty() ? text.equals("null") : shows(text, maybe.get());
    }
    if (value instanceof Instant time) {
      return time(text, time);
    }
    boolean isNumber = value instanceof Number || value instanceof Near;
    return isNumber ? !text.equals("null") && number(text, value) : text.equals(value.toString());
  }

  private static boolean number(String text, Object value) {
    if (value instanceof Near near) {
      return near.has(Double.parseDouble(text));
    }
    if (value instanceof Double exact) {
      return Math.abs(Double.parseDouble(text) - exact) <= 1e-12 * Math.max(1, Math.abs(exact));
    }
    BigDecimal expected = new BigDecimal(value.toString());
    return rounded(new BigDecimal(text)).compareTo(rounded(expected)) == 0;
  }

  private static BigDecimal rounded(BigDecimal number) {
    return number.setScale(PLACES, RoundingMode.HALF_UP);
  }

  private static boolean time(String text, Instant expected) {
    Instant shown = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    ChronoUnit unit = text.contains(".") ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
    return shown.equals(expected.truncatedTo(unit));
  }
}
