/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days of UTC that a list or a file is about, the first and the last included.
 *
 * @param from null is from the beginning
 * @param to null is to the end
 */
public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** Every day. */
  public static final Days ALL = new Days(null, null);

  static Days of(Context context) {
    Days days = new Days(day(context, "from"), day(context, "to"));
    if (days.from != null && days.to != null && days.from.isAfter(days.to)) {
      throw new PageException(
          400,
          "The first day, " + days.from + ", is after the last, " + days.to,
          "give the earlier day as from and the later as to; both are included");
    }
    return days;
  }

  private static @Nullable LocalDate day(Context context, String name) {
    String text = Objects.requireNonNullElse(context.queryParam(name), "").strip();
    try {
      return text.isEmpty() ? null : day(text);
    } catch (DateTimeException e) {
      throw new PageException(
          400, name + " is no day: " + text, "write a day of UTC as 2026-11-26, or leave it empty");
    }
  }

  /** Of four digits for the year: what ISO allows beyond is nobody's day. */
  private static LocalDate day(String text) {
    if (!DAY.matcher(text).matches()) {
      throw new DateTimeException("no day");
    }
    return LocalDate.parse(text);
  }

  /** The first moment of the first day; null where there is none. */
  public @Nullable Instant begin() {
    return from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment after the last day; null where there is none. */
  public @Nullable Instant end() {
    return to == null ? null : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  boolean areAll() {
    return from == null && to == null;
  }

  boolean have(Instant at) {
    Instant begin = begin();
    Instant end = end();
    return (begin == null || !at.isBefore(begin)) && (end == null || at.isBefore(end));
  }

  String fromText() {
    return from == null ? "" : from.toString();
  }

  String toText() {
    return to == null ? "" : to.toString();
  }

  /** As the query of a link; empty where it is every day. */
  String query() {
    String first = from == null ? "" : "from=" + from;
    String last = to == null ? "" : "to=" + to;
    String both = first.isEmpty() || last.isEmpty() ? first + last : first + "&" + last;
    return both.isEmpty() ? "" : "?" + both;
  }
}
