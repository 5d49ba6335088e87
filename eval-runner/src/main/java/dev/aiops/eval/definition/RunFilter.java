/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import dev.aiops.eval.check.NamePattern;
import dev.aiops.eval.trace.RunOutline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs one side of a comparison is made of.
 *
 * @param text as it was written
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param names what else holds of them: agent, service, version or model, and which
 * @param dataset of experiments with this dataset and version; empty for traffic
 */
public record RunFilter(
    String text, Instant from, Instant until, Map<String, NamePattern> names, String dataset) {

  private static final Set<String> NAMES = Set.of("agent", "service", "version", "model");

  /** Takes a copy. */
  public RunFilter {
    names = Map.copyOf(names);
  }

  /**
   * Reads {@code from=2026-11-20,until=2026-11-21,version=1.2,model=gpt-*}.
   *
   * @throws IllegalArgumentException with the broken rule and its remedy
   */
  public static RunFilter of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || values.put(key, part.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            part + " is not one key=value: write from=2026-11-20,until=2026-11-21,version=1.2");
      }
    }
    return of(text, values);
  }

  /** All runs that began within a time. */
  public static RunFilter between(Instant from, Instant until) {
    return new RunFilter("from=" + from + ",until=" + until, from, until, Map.of(), "");
  }

  /** Whether the names hold of a run; when it began is looked at by whoever reads it. */
  public boolean accepts(RunOutline run) {
    return names.entrySet().stream().allMatch(name -> accepts(run, name.getKey(), name.getValue()));
  }

  private static boolean accepts(RunOutline run, String key, NamePattern pattern) {
    return switch (key) {
      case "agent" -> pattern.accepts(run.origin().agent());
      case "service" -> pattern.accepts(run.origin().service());
      case "version" -> pattern.accepts(run.origin().agentVersion());
      default -> run.models().stream().anyMatch(pattern::accepts);
    };
  }

  /** Whether a run may have begun in both times. */
  public boolean overlaps(RunFilter other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }

  private static RunFilter of(String text, Map<String, String> values) {
    Instant from = moment("from", values.remove("from"));
    Instant until = moment("until", values.remove("until"));
    String dataset = Objects.requireNonNullElse(values.remove("dataset"), "");
    Map<String, NamePattern> names = new HashMap<>();
    values.forEach((key, value) -> names.put(known(key), new NamePattern(value)));
    return new RunFilter(text, from, until, names, dataset);
  }

  private static String known(String key) {
    if (!NAMES.contains(key)) {
      throw new IllegalArgumentException(
          key + " is not known: from, until, agent, service, version, model and dataset are");
    }
    return key;
  }

  private static Instant moment(String key, @Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException(key + " is missing: add " + key + "=2026-11-20");
    }
    try {
      return text.length() == "2026-11-20".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          key
              + " takes a day, UTC, as 2026-11-20, or a moment as 2026-11-20T08:00:00Z, got "
              + text,
          e);
    }
  }
}
