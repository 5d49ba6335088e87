/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.score.AnsweredCase;
import dev.aiops.eval.score.Score;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores recorded runs by what the cases expect that they answered. A run answers a case whose id
 * is the value of a tag of its, or else whose input is its own. Of several answers to one case the
 * newest counts, so that two experiments can be compared case by case.
 *
 * @param version whose cases
 * @param definitions by which; those that name other runs in {@code select} score nothing
 * @param tag attribute of the root span that names the case
 */
public record Experiment(Version version, Definitions definitions, String tag) {

  /** The attribute that names a run's case, unless another is given. */
  public static final String TAG = "aiops.case.id";

  private static final int PART = 500;

  /**
   * Scores; returns what became of it.
   *
   * @throws IllegalArgumentException where a definition cannot be filled with what a case expects,
   *     with all of those, before anything is scored
   */
  public Result run(Datasets datasets, Answers answers, ScoreWriter writer, CustomChecks custom) {
    List<Case> cases = datasets.cases(version);
    Map<String, Case> byId =
        cases.stream().collect(Collectors.toMap(Case::id, Function.identity()));
    Map<String, Case> byInput =
        cases.stream()
            .collect(Collectors.toMap(one -> one.input().strip(), one -> one, (a, b) -> a));
    Map<String, List<Definition>> filled = filled(cases, custom);
    Map<String, List<Score>> scores = new TreeMap<>();
    answers.at(
        writer.insert().at(),
        run ->
            answered(run, byId, byInput)
                .ifPresent(one -> scores.put(one.id(), scores(run, one, filled))));
    return written(scores, cases.size(), writer);
  }

  private Map<String, List<Definition>> filled(List<Case> cases, CustomChecks custom) {
    Map<String, List<Definition>> filled = new TreeMap<>();
    List<String> mistakes = new ArrayList<>();
    for (Case one : cases) {
      for (Definition definition : definitions.all()) {
        try {
          filled
              .computeIfAbsent(one.id(), id -> new ArrayList<>())
              .add(definition.forCase(one.expected(), custom));
        } catch (RuntimeException e) {
          mistakes.add("case " + one.id() + ", " + definition.name() + ": " + e.getMessage());
        }
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
    return filled;
  }

  private Optional<Case> answered(
      RecordedRun run, Map<String, Case> byId, Map<String, Case> byInput) {
    String named = run.tags().get(tag);
    if (named != null) {
      return Optional.ofNullable(byId.get(named));
    }
    Content input = run.input();
    return input == null || !input.isWhole()
        ? Optional.empty()
        : Optional.ofNullable(byInput.get(input.text().strip()));
  }

  private List<Score> scores(RecordedRun run, Case one, Map<String, List<Definition>> filled) {
    AnsweredCase answered = new AnsweredCase(version.toString(), one.id());
    return filled.getOrDefault(one.id(), List.of()).stream()
        .filter(definition -> definition.select().selects(run))
        .flatMap(definition -> scores(run, definition, answered))
        .toList();
  }

  private static Stream<Score> scores(
      RecordedRun run, Definition definition, AnsweredCase answered) {
    return Target.in(run, definition.target())
        .map(target -> Score.of(target, definition, answered));
  }

  private static Result written(Map<String, List<Score>> scores, int cases, ScoreWriter writer) {
    String id = "experiment-" + UUID.randomUUID();
    List<Score> all = scores.values().stream().flatMap(List::stream).toList();
    for (int first = 0; first < all.size(); first += PART) {
      List<Score> part = all.subList(first, Math.min(first + PART, all.size()));
      writer.write(part, id + ":" + first, id);
    }
    return new Result(id, cases, scores.size());
  }

  /**
   * What became of an experiment.
   *
   * @param id of its scores, as their {@code Batch}
   * @param cases of the dataset
   * @param answered of those, that a run answered
   */
  public record Result(String id, long cases, long answered) {}
}
