/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./aiops report} was asked for.
 *
 * @param window which runs and calls
 * @param billedUsd the provider's bill to compare with
 * @param billedCalls how many calls the bill is of; the report waits until they are in
 * @param budgetBill a bill for the calls of one budget
 * @param noCap why the report's reader finds no cap in it; ends no line
 * @param heldExecuted how many actions that waited for a person ran, by the app's own books
 * @param noApprovals why the report's reader finds nothing in it that waited; ends no line
 */
record ReportOptions(
    Window window,
    Optional<BigDecimal> billedUsd,
    Optional<Long> billedCalls,
    Optional<BudgetBill> budgetBill,
    Optional<String> noCap,
    Optional<Long> heldExecuted,
    Optional<String> noApprovals) {

  private static final Duration DEFAULT = Duration.ofDays(1);
  private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");
  private static final List<String> BUDGET =
      List.of(
          "--budget",
          "--budget-billed",
          "--budget-calls",
          "--budget-all-billed",
          "--budget-all-calls");
  private static final Set<String> NAMES =
      Stream.concat(
              Stream.of(
                  "--since",
                  "--service",
                  "--billed",
                  "--billed-calls",
                  "--no-cap",
                  "--held-executed",
                  "--no-approvals"),
              BUDGET.stream())
          .collect(Collectors.toUnmodifiableSet());
  private static final String USAGE =
      "./aiops report takes --since 24h, --service NAME, --billed USD, --billed-calls N and"
          + " --held-executed N, and together "
          + String.join(", ", BUDGET);

  static ReportOptions of(List<String> args, Instant now) {
    if (args.size() % 2 != 0) {
      throw new CommandException(USAGE);
    }
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.size(); i += 2) {
      given.put(known(args.get(i)), args.get(i + 1));
    }
    return of(given, now);
  }

  private static String known(String name) {
    if (!NAMES.contains(name)) {
      throw new CommandException(USAGE + ", not " + name);
    }
    return name;
  }

  private static ReportOptions of(Map<String, String> given, Instant now) {
    Instant since = get(given, "--since").map(text -> since(text, now)).orElse(now.minus(DEFAULT));
    return new ReportOptions(
        new Window(given.getOrDefault("--service", ""), since),
        get(given, "--billed").map(ReportOptions::number),
        get(given, "--billed-calls").map(ReportOptions::count),
        budgetBill(given),
        get(given, "--no-cap"),
        get(given, "--held-executed").map(ReportOptions::count),
        get(given, "--no-approvals"));
  }

  private static Optional<BudgetBill> budgetBill(Map<String, String> given) {
    List<String> values = BUDGET.stream().flatMap(name -> get(given, name).stream()).toList();
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() < BUDGET.size()) {
      throw new CommandException(USAGE);
    }
    return Optional.of(
        new BudgetBill(
            values.get(0),
            count(values.get(2)),
            number(values.get(1)),
            count(values.get(4)),
            number(values.get(3))));
  }

  private static Optional<String> get(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** A time of {@code --since}: so long ago, or as it is written. */
  static Instant since(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandException(
          "--since takes minutes, hours or days ago (90m, 24h, 7d) or a time"
              + " (2026-11-24T00:00:00Z), got '"
              + text
              + "'");
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  private static long count(String text) {
    return number(text).longValue();
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new CommandException("amounts and counts of a bill take a number, got '" + text + "'");
    }
  }
}
