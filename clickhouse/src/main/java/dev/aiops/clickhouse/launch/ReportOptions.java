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
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ./aiops report} was asked for.
 *
 * @param window which runs and calls
 * @param billedUsd the provider's bill to compare with
 * @param billedCalls how many calls the bill is of; the report waits until they are in
 */
record ReportOptions(Window window, Optional<BigDecimal> billedUsd, Optional<Long> billedCalls) {

  private static final Duration DEFAULT = Duration.ofDays(1);
  private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");
  private static final String USAGE =
      "./aiops report takes --since 24h, --service NAME, --billed USD and --billed-calls N";

  static ReportOptions of(List<String> args, Instant now) {
    ReportOptions options =
        new ReportOptions(new Window("", now.minus(DEFAULT)), Optional.empty(), Optional.empty());
    if (args.size() % 2 != 0) {
      throw new CommandException(USAGE);
    }
    for (int i = 0; i < args.size(); i += 2) {
      options = options.with(args.get(i), args.get(i + 1), now);
    }
    return options;
  }

  private ReportOptions with(String name, String value, Instant now) {
    return switch (name) {
      case "--service" ->
          new ReportOptions(new Window(value, window.since()), billedUsd, billedCalls);
      case "--since" ->
          new ReportOptions(
              new Window(window.service(), since(value, now)), billedUsd, billedCalls);
      case "--billed" -> new ReportOptions(window, Optional.of(usd(value)), billedCalls);
      case "--billed-calls" ->
          new ReportOptions(window, billedUsd, Optional.of(usd(value).longValue()));
      default -> throw new CommandException(USAGE + ", not " + name);
    };
  }

  private static Instant since(String text, Instant now) {
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

  private static BigDecimal usd(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new CommandException("--billed and --billed-calls take a number, got '" + text + "'");
    }
  }
}
