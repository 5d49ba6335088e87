/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param parts the parts to measure, all unless some are named
 */
record Options(Plan plan, Set<Part> parts) {
  /** The parts of the measurements. */
  enum Part {
    ADDED_TIME,
    THROUGHPUT,
    VISIBLE,
    FOOTPRINT,
    DECISIONS,
    QUEUE,
    START_UP,
    HOT_PATHS;

    String option() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Options {
    parts = Set.copyOf(parts);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is not known
   */
  static Options parse(String... args) {
    List<String> left = new ArrayList<>(List.of(args));
    Plan plan = left.remove("--quick") ? Plan.QUICK : Plan.FULL;
    Set<Part> parts = EnumSet.allOf(Part.class);
    int only = left.indexOf("--only");
    if (only >= 0 && only + 1 < left.size()) {
      parts = parts(left.remove(only + 1));
      left.remove(only);
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("not known: " + String.join(" ", left) + "; see --help");
    }
    return new Options(plan, parts);
  }

  private static Set<Part> parts(String names) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : names.split(",", -1)) {
      parts.add(part(name));
    }
    return parts;
  }

  private static Part part(String name) {
    for (Part part : Part.values()) {
      if (part.option().equals(name)) {
        return part;
      }
    }
    throw new IllegalArgumentException("no part is named " + name + "; see --help");
  }
}
