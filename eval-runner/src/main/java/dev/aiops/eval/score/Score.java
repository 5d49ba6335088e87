/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import dev.aiops.eval.check.Evaluated;
import dev.aiops.eval.check.Outcome;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What a version of an evaluator said of a target.
 *
 * @param target of what
 * @param definition by what
 * @param evaluated what, and what that took
 * @param revision 0 at first, 1 after spans that came late
 * @param answered the case that the run answered; {@link AnsweredCase#NONE} of traffic
 */
public record Score(
    Target target,
    Definition definition,
    Evaluated evaluated,
    int revision,
    AnsweredCase answered) {

  /** Evaluates traffic. */
  public static Score of(Target target, Definition definition, int revision) {
    return new Score(
        target, definition, definition.check().evaluate(target), revision, AnsweredCase.NONE);
  }

  /** Evaluates an answer to a case by a definition that was filled with what the case expects. */
  public static Score of(Target target, Definition definition, AnsweredCase answered) {
    return new Score(target, definition, definition.check().evaluate(target), 0, answered);
  }

  /** What came of it. */
  public Outcome outcome() {
    return evaluated.outcome();
  }

  /** Its id: the same target, version and revision have the same, whoever scores and when. */
  public String id() {
    return answered.equals(AnsweredCase.NONE)
        ? id(target, definition, revision)
        : id(target, definition, answered);
  }

  /** The id that a score of an answer to a case would have. */
  public static String id(Target target, Definition definition, AnsweredCase answered) {
    return Hash.hex(
        String.join("\n", id(target, definition, 0), answered.dataset(), answered.id()));
  }

  /** The id that a score would have. */
  public static String id(Target target, Definition definition, int revision) {
    // no part has a line end in it but, maybe, the ids; these come first and last
    return Hash.hex(
        String.join(
            "\n",
            target.kind().text(),
            definition.name(),
            definition.version(),
            Integer.toString(revision),
            target.run().id().length() + ":" + target.run().id(),
            target.id()));
  }

  /** As the table names it. */
  public String status() {
    if (outcome() instanceof Scored) {
      return "scored";
    }
    if (outcome() instanceof Outcome.NotApplicable) {
      return "not_applicable";
    }
    return outcome() instanceof Outcome.Unknown ? "unknown" : "error";
  }

  /** 0 to 1; null unless scored. */
  public @Nullable Double value() {
    return outcome() instanceof Scored scored ? scored.score() : null;
  }

  /** Whether it reaches the threshold; null unless scored. */
  public @Nullable Boolean isPassed() {
    return outcome() instanceof Scored scored ? scored.score() >= definition.threshold() : null;
  }
}
