/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.label.Label;
import dev.aiops.approval.label.LabelBook;
import dev.aiops.approval.label.LabelBookException;
import dev.aiops.approval.label.Review;
import dev.aiops.approval.label.Sample;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Labels in ClickHouse, and runs with their scores. */
final class RecordedLabels implements LabelBook {

  private static final System.Logger LOG = System.getLogger(RecordedLabels.class.getName());
  private static final Duration READING = Duration.ofSeconds(5);
  private static final Duration WRITING = Duration.ofSeconds(10);

  private final ClickHouse at;
  private final Bounded pages;

  RecordedLabels(ClickHouse at, Bounded pages) {
    this.at = at;
    this.pages = pages;
  }

  @Override
  public Optional<Review> review(String run) {
    return RecordedRuns.isSafe(run)
        ? done("Runs and labels cannot be read now", READING, () -> read(run))
        : Optional.empty();
  }

  private Optional<Review> read(String run) {
    return new RunHeads(run)
        .at(at)
        .map(
            head ->
                Review.of(
                    run,
                    head,
                    new RunScores(run).at(at),
                    RunLabels.ofRun(run).at(at),
                    RecentJudges.OF_RUNS.at(at)));
  }

  @Override
  public List<Sample> samples() {
    return done("Scores and labels cannot be read now", READING, this::readSamples);
  }

  private List<Sample> readSamples() {
    Map<String, Long> labelled = LabelCounts.at(at);
    Map<String, List<Sample.Target>> next = UnlabelledTargets.at(at);
    return RecentJudges.ALL.at(at).stream()
        .map(
            judge ->
                new Sample(
                    judge, labelled.getOrDefault(judge, 0L), next.getOrDefault(judge, List.of())))
        .toList();
  }

  @Override
  public Label add(String run, Label label, String token) {
    return done(
        "The label cannot be kept now", WRITING, () -> new LabelInsert(at).add(run, label, token));
  }

  private <T> T done(String otherwise, Duration limit, Supplier<T> work) {
    try {
      return pages.within(limit, work);
    } catch (UnansweredException e) {
      LOG.log(System.Logger.Level.WARNING, otherwise + ": " + e.getMessage());
      throw new LabelBookException(
          otherwise + ": ClickHouse does not answer as it should", e.isOutcomeUnknown(), e);
    }
  }
}
