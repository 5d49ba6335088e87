/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.check.NamePattern;
import dev.aiops.eval.compare.Scored;
import dev.aiops.eval.score.RecordedScore;
import dev.aiops.eval.score.ScoresOf;
import dev.aiops.eval.trace.RunOutline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which scores one side of a comparison has.
 *
 * @param from of runs that began at this moment or later
 * @param until and before this one
 * @param names what else holds of them: agent, service, version or model, and which
 * @param dataset of an experiment with this dataset and version; empty for traffic
 */
record RunFilter(Instant from, Instant until, Map<String, NamePattern> names, String dataset) {

  private static final Set<String> NAMES = Set.of("agent", "service", "version", "model");

  /** Reads {@code from=2026-11-20,until=2026-11-21,version=1.2,model=gpt-*}. */
  static RunFilter of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || values.put(key, part.substring(equals + 1)) != null) {
        throw new UnusableException(
            part + " is not one key=value: write from=2026-11-20,until=2026-11-21,version=1.2");
      }
    }
    return of(values);
  }

  private static RunFilter of(Map<String, String> values) {
    Instant from = moment("from", values.remove("from"));
    Instant until = moment("until", values.remove("until"));
    String dataset = Objects.requireNonNullElse(values.remove("dataset"), "");
    Map<String, NamePattern> names = new HashMap<>();
    values.forEach((key, value) -> names.put(known(key), new NamePattern(value)));
    return new RunFilter(from, until, names, dataset);
  }

  private static String known(String key) {
    if (!NAMES.contains(key)) {
      throw new UnusableException(
          key + " is not known: from, until, agent, service, version, model and dataset are");
    }
    return key;
  }

  private static Instant moment(String key, @Nullable String text) {
    if (text == null) {
      throw new UnusableException(key + " is missing: add " + key + "=2026-11-20");
    }
    try {
      return text.length() == "2026-11-20".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnusableException(
          key
              + " takes a day, UTC, as 2026-11-20, or a moment as 2026-11-20T08:00:00Z, got "
              + text);
    }
  }

  /**
   * Those of an evaluator that are scores or errors; what does not apply or is unknown is neither.
   */
  Stream<Scored> scores(String evaluator, ClickHouse at) {
    return new ScoresOf(evaluator, from, until, dataset)
        .at(at).stream().filter(this::accepts).map(RunFilter::scored);
  }

  /** Whether it holds of a run; when it began is looked at by whoever reads it. */
  boolean accepts(RunOutline run) {
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

  private boolean accepts(RecordedScore score) {
    boolean counts = score.status().equals("scored") || score.status().equals("error");
    return counts
        && names.entrySet().stream()
            .allMatch(name -> name.getValue().accepts(value(score, name.getKey())));
  }

  private static String value(RecordedScore score, String key) {
    return switch (key) {
      case "agent" -> score.agent();
      case "service" -> score.service();
      case "version" -> score.agentVersion();
      default -> score.model();
    };
  }

  private static Scored scored(RecordedScore score) {
    Double value = score.value();
    String alone = score.conversation().isEmpty() ? score.run() : score.conversation();
    return new Scored(
        score.caseId().isEmpty() ? score.target() : score.caseId(),
        score.caseId().isEmpty() ? alone : score.caseId(),
        score.evaluator(),
        score.evaluatorVersion(),
        value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
        score.agent(),
        score.samplingWeight());
  }
}
