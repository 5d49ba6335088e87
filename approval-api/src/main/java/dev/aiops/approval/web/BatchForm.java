/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.budget.Money;
import dev.aiops.approval.evals.BatchOrder;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote into the form for a batch.
 *
 * @param request by which a form that is sent twice is known
 */
record BatchForm(String request, BatchOrder order) {

  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NUMBER = "[0-9]{1,18}";
  private static final int LONGEST = 200;

  /** Fails as a page with what is wrong and what to do. */
  static BatchForm of(Context context) {
    String request = Guard.field(context, "request");
    if (request.isBlank() || request.length() > LONGEST) {
      throw wrong("The form is not complete");
    }
    try {
      return new BatchForm(request, order(context));
    } catch (IllegalArgumentException e) {
      String text = String.valueOf(e.getMessage());
      throw wrong(Character.toUpperCase(text.charAt(0)) + text.substring(1));
    }
  }

  /** A moment as a field of a form has it. */
  static String text(Instant at) {
    return FIELD.format(at);
  }

  private static BatchOrder order(Context context) {
    return new BatchOrder(
        definitions(context),
        moment(context, "from"),
        moment(context, "until"),
        budget(Guard.field(context, "budget").strip()),
        rate(Guard.field(context, "rate").strip()));
  }

  /** Those that were ticked, and those that were written. */
  private static List<String> definitions(Context context) {
    return context.formParams("definition").stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static Instant moment(Context context, String name) {
    String text = Guard.field(context, name).strip();
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " is no moment: write it as 2026-11-26T11:00, in UTC, not as " + text, e);
    }
  }

  private static @Nullable Long budget(String text) {
    try {
      return text.isEmpty() ? null : Money.nanos(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the budget " + e.getMessage(), e);
    }
  }

  private static @Nullable Long rate(String text) {
    if (!text.isEmpty() && !text.matches(NUMBER)) {
      throw new IllegalArgumentException("runs a minute must be a whole number, or left empty");
    }
    return text.isEmpty() ? null : Long.valueOf(text);
  }

  private static PageException wrong(String what) {
    return new PageException(400, what, "go back, correct it, and send it again");
  }
}
