/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.score.AnsweredCase;
import dev.aiops.eval.score.KnownScores;
import dev.aiops.eval.score.Score;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.RunReader;
import dev.aiops.eval.trace.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Runs that are scored at a time, and written: a judge's word is paid for. */
  private static final int PART = 20;

  /**
   * Scores; returns what became of it.
   *
   * @throws IllegalArgumentException where a definition cannot be filled with what a case expects,
   *     with all of those, before anything is scored
   */
  public Result run(Datasets datasets, Answers answers, ScoreWriter writer, CustomChecks custom) {
    List<Case> cases = datasets.cases(version);
    Map<String, List<Definition>> filled = filled(cases, custom);
    Map<String, Answered> newest = newest(cases, answers, writer.insert().at());
    Result result = new Result("experiment-" + UUID.randomUUID(), cases.size(), newest.size(), 0);
    List<Answered> all = List.copyOf(newest.values());
    for (int first = 0; first < all.size(); first += PART) {
      List<Answered> part = all.subList(first, Math.min(first + PART, all.size()));
      result = result.and(score(part, filled, result.id() + ":" + first, writer));
    }
    return result;
  }

  /** The newest answer to each case, by the case. */
  private Map<String, Answered> newest(List<Case> cases, Answers answers, ClickHouse at) {
    Map<String, Case> byId =
        cases.stream().collect(Collectors.toMap(Case::id, Function.identity()));
    Map<String, Case> byInput =
        cases.stream()
            .collect(Collectors.toMap(one -> one.input().strip(), one -> one, (a, b) -> a));
    Map<String, Answered> newest = new TreeMap<>();
    answers.at(
        at,
        run ->
            answered(run, byId, byInput)
                .ifPresent(one -> newest.put(one.id(), Answered.of(one, run))));
    return newest;
  }

  /** Scores a part; returns how many of its scores were there already. */
  private int score(
      List<Answered> part, Map<String, List<Definition>> filled, String token, ScoreWriter writer) {
    Slice slice = Answered.slice(part);
    Set<String> known = new KnownScores(slice).at(writer.insert().at());
    Map<String, RecordedRun> runs =
        new RunReader(writer.insert().at())
            .read(slice).stream().collect(Collectors.toMap(RecordedRun::id, Function.identity()));
    List<Asked> asked =
        part.stream()
            .flatMap(
                one ->
                    Stream.ofNullable(runs.get(one.run()))
                        .flatMap(run -> asked(one.caseId(), run, filled)))
            .toList();
    List<Score> made =
        asked.stream().filter(one -> !known.contains(one.id())).map(Asked::score).toList();
    writer.write(made, token, token.substring(0, token.lastIndexOf(':')));
    return asked.size() - made.size();
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

  /** Each target of a run, by each definition that selects the run. */
  private Stream<Asked> asked(
      String caseId, RecordedRun run, Map<String, List<Definition>> filled) {
    AnsweredCase answered = new AnsweredCase(version.toString(), caseId);
    return filled.getOrDefault(caseId, List.of()).stream()
        .filter(definition -> definition.select().selects(run))
        .flatMap(
            definition ->
                Target.in(run, definition.target())
                    .map(target -> new Asked(target, definition, answered)));
  }

  /** What is to be scored. */
  private record Asked(Target target, Definition definition, AnsweredCase answered) {

    String id() {
      return Score.id(target, definition, answered);
    }

    Score score() {
      return Score.of(target, definition, answered);
    }
  }

  /**
   * A run that answers a case.
   *
   * @param caseId the case
   * @param run the run
   * @param from when it began
   * @param until when it ended, as far as that is known
   */
  private record Answered(String caseId, String run, Instant from, Instant until) {

    static Answered of(Case one, RecordedRun run) {
      Instant end = run.endedAt();
      return new Answered(one.id(), run.id(), run.startedAt(), end == null ? run.startedAt() : end);
    }

    static Slice slice(List<Answered> part) {
      return new Slice(
          part.stream().map(Answered::run).distinct().toList(),
          part.stream().map(Answered::from).min(Instant::compareTo).orElse(Instant.EPOCH),
          part.stream().map(Answered::until).max(Instant::compareTo).orElse(Instant.EPOCH));
    }
  }

  /**
   * What became of an experiment.
   *
   * @param id of its scores, as their {@code Batch}
   * @param cases of the dataset
   * @param answered of those, that a run answered
   * @param known scores that were there already, as after a process that died
   */
  public record Result(String id, long cases, long answered, long known) {

    private Result and(int more) {
      return new Result(id, cases, answered, known + more);
    }
  }
}
