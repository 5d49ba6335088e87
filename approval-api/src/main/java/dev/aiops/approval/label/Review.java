/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run, and what evaluators and people say of it.
 *
 * @param run its id
 * @param scores those that hold, of judges and of others
 * @param labels of each person and criterion the last, newest first
 * @param criteria by what it can be labelled: the run first, then its parts
 */
public record Review(
    String run, RunHead head, List<Score> scores, List<Label> labels, List<Criterion> criteria) {

  private static final Comparator<Criterion> ORDER =
      Comparator.comparing((Criterion about) -> !about.isOfRun())
          .thenComparing(Criterion::evaluator)
          .thenComparing(Criterion::kind)
          .thenComparing(Criterion::target);

  public Review {
    scores = List.copyOf(scores);
    labels = List.copyOf(labels);
    criteria = List.copyOf(criteria);
  }

  /**
   * With what judges have judged, what people have labelled already, and the whole run by every
   * judge of runs: it may be labelled before it is judged.
   *
   * @param judges names of judges that have judged runs lately
   */
  public static Review of(
      String run, RunHead head, List<Score> scores, List<Label> labels, List<String> judges) {
    Stream<Criterion> judged = scores.stream().filter(Score::isOfJudge).map(Score::about);
    Stream<Criterion> labelled = labels.stream().map(Label::about);
    Stream<Criterion> whole = judges.stream().map(judge -> Criterion.ofRun(judge, run));
    List<Criterion> criteria =
        Stream.of(judged, labelled, whole)
            .flatMap(known -> known)
            .distinct()
            .sorted(ORDER)
            .toList();
    return new Review(run, head, scores, labels, criteria);
  }

  /** What a person said by a criterion; empty where nothing yet. */
  public Optional<Label> of(String person, Criterion about) {
    return labels.stream()
        .filter(label -> label.about().equals(about) && label.by().equals(person))
        .findFirst();
  }

  /** What others said by it. */
  public List<Label> ofOthers(String person, Criterion about) {
    return labels.stream()
        .filter(label -> label.about().equals(about) && !label.by().equals(person))
        .toList();
  }

  /** What judges said by it. */
  public List<Score> judged(Criterion about) {
    return scores.stream()
        .filter(score -> score.isOfJudge() && score.about().equals(about))
        .toList();
  }
}
