/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the clauses of a matching rule: one a line, any of them, or as {@code all} says. */
final class MatchReader {

  static final Set<String> WORDS =
      Set.of("equals", "starts_with", "ends_with", "contains", "regex", "any", "all");

  private final Problems problems;

  MatchReader(Problems problems) {
    this.problems = problems;
  }

  /** The rule that one of {@code entries} is kept, or null if there are none. */
  @Nullable Match any(List<Entry> entries) {
    List<Match> parts = parts(entries);
    if (parts.isEmpty()) {
      return null;
    }
    return parts.size() == 1 ? parts.get(0) : new Match.Any(parts);
  }

  private List<Match> parts(List<Entry> entries) {
    List<Match> parts = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      Match part = clause(entry);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private @Nullable Match clause(Entry entry) {
    return switch (entry.word()) {
      case "any" -> group(entry, any(entry.children()));
      case "all" -> group(entry, new Match.All(parts(entry.children())));
      case "regex" -> regex(entry);
      case "equals", "starts_with", "ends_with", "contains" -> text(entry);
      default -> {
        problems.add(entry, "expected one of " + WORDS + ", found " + entry.word());
        yield null;
      }
    };
  }

  private @Nullable Match group(Entry entry, @Nullable Match match) {
    if (entry.children().isEmpty() || !entry.rest().isEmpty()) {
      problems.add(entry, entry.word() + " stands alone, with its clauses indented below it");
    }
    return match;
  }

  private @Nullable Match text(Entry entry) {
    if (entry.rest().isEmpty() || !entry.children().isEmpty()) {
      problems.add(entry, entry.word() + " is followed by the text to compare with, on its line");
      return null;
    }
    String value = entry.rest().toLowerCase(Locale.ROOT);
    return switch (entry.word()) {
      case "equals" -> new Match.Equals(value);
      case "starts_with" -> new Match.StartsWith(value);
      case "ends_with" -> new Match.EndsWith(value);
      default -> new Match.Contains(value);
    };
  }

  private @Nullable Match regex(Entry entry) {
    Pattern pattern = pattern(entry);
    return pattern == null ? null : new Match.Regex(pattern);
  }

  /** The regular expression that follows the first word, or null if it is none. */
  @Nullable Pattern pattern(Entry entry) {
    try {
      if (!entry.rest().isEmpty()) {
        return Pattern.compile(entry.rest());
      }
      problems.add(entry, entry.word() + " is followed by a regular expression");
    } catch (PatternSyntaxException e) {
      problems.add(entry, entry.rest(), "not a regular expression: " + e.getDescription());
    }
    return null;
  }
}
