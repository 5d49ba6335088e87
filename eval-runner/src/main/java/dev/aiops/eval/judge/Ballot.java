/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.JudgeCost;
import dev.aiops.eval.judge.Vote.Cast;
import dev.aiops.eval.judge.Vote.Spoilt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The votes on a target.
 *
 * @param votes in the order in which they were asked for
 * @param asked how many there are to be
 * @param traceId trace in which they were asked for; empty without one
 */
record Ballot(List<Vote> votes, int asked, String traceId) {

  Ballot {
    votes = List.copyOf(votes);
  }

  /** The verdict of more than half of all that are to be; its reason is the first that gave it. */
  Optional<Verdict> majority() {
    return Stream.of(Label.values())
        .filter(label -> 2 * count(label) > asked)
        .flatMap(label -> cast().filter(verdict -> verdict.label() == label))
        .findFirst();
  }

  long count(Label label) {
    return cast().filter(verdict -> verdict.label() == label).count();
  }

  private Stream<Verdict> cast() {
    return votes.stream().filter(Cast.class::isInstance).map(vote -> ((Cast) vote).verdict());
  }

  /** Why the first that failed did; empty where all gave a verdict. */
  Optional<String> firstFault() {
    return votes.stream()
        .filter(Spoilt.class::isInstance)
        .map(vote -> ((Spoilt) vote).why())
        .findFirst();
  }

  /** What all cost together. */
  JudgeCost cost() {
    return votes.stream().map(Vote::cost).reduce(JudgeCost.NOTHING, JudgeCost::plus);
  }
}
