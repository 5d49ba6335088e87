/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.Model.Library;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param parts the parts to measure, all unless some are named
 * @param libraries those whose added time is measured, all unless some are named
 * @param days how many days of a million spans the panels look at, one after the other; those of
 *     the plan unless some are named
 */
record Options(Plan plan, Set<Part> parts, Set<Library> libraries, List<Integer> days) {
  /** The parts of the measurements. */
  enum Part {
    ADDED_TIME,
    THROUGHPUT,
    VISIBLE,
    FOOTPRINT,
    DECISIONS,
    QUEUE,
    START_UP,
    PANELS,
    EVALS,
    HOT_PATHS;

    String option() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Options {
    parts = Set.copyOf(parts);
    libraries = Set.copyOf(libraries);
    days = List.copyOf(days);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is not known
   */
  static Options parse(String... args) {
    List<String> left = new ArrayList<>(List.of(args));
    Plan plan = left.remove("--quick") ? Plan.QUICK : Plan.FULL;
    Set<Part> parts = named(left, "--only", "part", Part.class, Part::option);
    Set<Library> libraries = named(left, "--libraries", "library", Library.class, Library::option);
    List<Integer> days = days(left, plan);
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("not known: " + String.join(" ", left) + "; see --help");
    }
    return new Options(plan, parts, libraries, days);
  }

  /** Whole numbers in rising order: what is written for one stays for the next. */
  private static List<Integer> days(List<String> left, Plan plan) {
    int at = left.indexOf("--days");
    if (at < 0 || at + 1 == left.size()) {
      return plan.days();
    }
    List<Integer> days =
        Stream.of(left.remove(at + 1).split(",", -1)).map(Options::day).sorted().toList();
    left.remove(at);
    return days;
  }

  private static Integer day(String word) {
    if (!word.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("days are 1 to 999, got " + word + "; see --help");
    }
    return Integer.valueOf(word);
  }

  /** Those that follow {@code option}, which is taken out; all without it. */
  private static <E extends Enum<E>> Set<E> named(
      List<String> left, String option, String what, Class<E> all, Function<E, String> name) {
    int at = left.indexOf(option);
    if (at < 0 || at + 1 == left.size()) {
      return EnumSet.allOf(all);
    }
    Set<E> named = EnumSet.noneOf(all);
    for (String word : left.remove(at + 1).split(",", -1)) {
      named.add(one(word, what, all, name));
    }
    left.remove(at);
    return named;
  }

  private static <E extends Enum<E>> E one(
      String word, String what, Class<E> all, Function<E, String> name) {
    return EnumSet.allOf(all).stream()
        .filter(each -> name.apply(each).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("no " + what + " is named " + word + "; see --help"));
  }
}
