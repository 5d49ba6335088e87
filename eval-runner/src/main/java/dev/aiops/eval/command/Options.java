/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Throttle;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Options of a command, each once, with or without a value. */
final class Options {

  private static final String DEFINITIONS = "--definitions";
  private static final int MOST_DAYS = 400;
  private static final int MOST_RUNS = 10_000;
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_A_MINUTE = 100_000_000;

  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /** Fails on an option that is not known, is given twice or has no value. */
  static Options of(List<String> arguments, Set<String> withValue, Set<String> without) {
    Options options = new Options();
    Queue<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String name = left.remove();
      if (!withValue.contains(name) && !without.contains(name)) {
        throw new UnusableException(name + " is not known here: see --help");
      }
      options.take(name, withValue.contains(name) ? value(name, left) : "true");
    }
    return options;
  }

  private static String value(String name, Queue<String> left) {
    if (left.isEmpty()) {
      throw new UnusableException(name + " has no value: see --help");
    }
    return left.remove();
  }

  private void take(String name, String value) {
    if (values.putIfAbsent(name, value) != null) {
      throw new UnusableException(name + " is given twice: give it once");
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) {
    return value(name).orElseThrow(() -> new UnusableException(name + " is missing: see --help"));
  }

  /** A number above 0 and at most 1. */
  double share(String name, double otherwise) {
    String text = value(name).orElse(Double.toString(otherwise));
    if (text.matches("(0?\\.[0-9]{1,9}|[01](\\.0+)?)") && Double.parseDouble(text) > 0) {
      return Double.parseDouble(text);
    }
    throw new UnusableException(name + " takes a number above 0 and at most 1, got " + text);
  }

  /** A whole number from 1 to a most. */
  int count(String name, int otherwise, int most) {
    String text = value(name).orElse(Integer.toString(otherwise));
    if (text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw new UnusableException(name + " takes 1 to " + most + ", got " + text);
  }

  Definitions definitions(CustomChecks custom) {
    Path path = Path.of(values.getOrDefault(DEFINITIONS, "evals"));
    if (!Files.exists(path)) {
      throw new UnusableException(
          "no definitions at " + path + ": name a file or a folder by " + DEFINITIONS);
    }
    Definitions definitions = Definitions.ofFiles(List.of(path), custom);
    if (definitions.all().isEmpty()) {
      throw new UnusableException(
          "no definition is in " + path + ": eval schema says how to write one");
    }
    return definitions;
  }

  /** The last moment, else now. */
  Instant until(Instant now) {
    return has("--until") ? moment("--until") : now;
  }

  /** The first moment, else some days before the last, else one. */
  Instant from(Instant until) {
    if (has("--from") && has("--days")) {
      throw new UnusableException("--days and --from both say where to begin: give one");
    }
    Instant from = has("--from") ? moment("--from") : until.minus(Duration.ofDays(days()));
    if (!from.isBefore(until)) {
      throw new UnusableException("--from must be before --until");
    }
    return from;
  }

  private int days() {
    return (int) number("--days", 1, MOST_DAYS);
  }

  /** How fast batches go. */
  Throttle throttle() {
    return new Throttle(
        (int) number("--part", Throttle.NONE.part(), MOST_RUNS),
        has("--per-minute") ? number("--per-minute", 1, MOST_A_MINUTE) : Throttle.NONE.perMinute(),
        (int) number("--at-once", Throttle.NONE.atOnce(), MOST_AT_ONCE));
  }

  private long number(String name, long otherwise, long most) {
    String text = value(name).orElse(Long.toString(otherwise));
    if (text.matches("[0-9]{1,9}")) {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new UnusableException(name + " takes 1 to " + most + ", got " + text);
  }

  /** A moment of an option that is given. */
  Instant moment(String name) {
    String text = values.getOrDefault(name, "");
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnusableException(name + " takes a moment as 2026-11-24T00:00:00Z, got " + text);
    }
  }
}
