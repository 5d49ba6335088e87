/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Label;
import dev.aiops.approval.label.Labelling;
import dev.aiops.approval.label.Review;
import dev.aiops.approval.label.Score;
import java.util.List;
import java.util.Optional;

/**
 * One criterion by which a run is labelled, and what was said by it so far. Whoever may label is
 * shown what others and the judge said once they have said something themselves.
 *
 * @param number on the page, from 1
 * @param about what the form sends back
 * @param own what this person said, as "pass at …"; empty where nothing yet
 * @param ownReason why
 * @param said labels of others
 * @param judged verdicts of judges
 * @param hidden what is not shown yet; empty where all is
 * @param written what the form holds
 * @param open whether the card is
 */
record LabelCard(
    int number,
    Criterion about,
    String evaluator,
    String target,
    String own,
    String ownReason,
    List<Said> said,
    List<ScoreRow> judged,
    String hidden,
    String written,
    boolean open) {

  /** A person's label. */
  record Said(String verdict, String by, String at, String reason) {

    static Said of(Label label) {
      return new Said(
          word(label.verdict()),
          Visible.line(label.by(), 200),
          Times.at(label.at()),
          Visible.line(label.reason(), 1_000));
    }
  }

  /**
   * Makes one.
   *
   * @param number on the page, from 1
   * @param visit of whom it is shown to
   * @param written what the person wrote and could not send
   * @param open whether it is to be read first
   */
  static LabelCard of(
      int number, Criterion about, Review review, Visit visit, String written, boolean open) {
    String person = visit.person().name();
    Optional<Label> own = review.of(person, about);
    List<Label> others = review.ofOthers(person, about);
    List<Score> judged = review.judged(about);
    boolean blind = own.isEmpty() && Labelling.isOpenTo(visit.person().actor());
    return new LabelCard(
        number,
        about,
        Visible.line(about.evaluator(), 200),
        ScoreRow.target(about, span(review, about)),
        own.map(label -> word(label.verdict()) + " at " + Times.at(label.at())).orElse(""),
        own.map(label -> Visible.line(label.reason(), 1_000)).orElse(""),
        blind ? List.of() : others.stream().map(Said::of).toList(),
        blind ? List.of() : judged.stream().map(ScoreRow::of).toList(),
        blind ? hidden(others.size(), judged.size()) : "",
        written,
        open);
  }

  private static String span(Review review, Criterion about) {
    return review.judged(about).stream().map(Score::span).findFirst().orElse("");
  }

  private static String hidden(int people, int judges) {
    String said =
        switch (people) {
          case 0 -> "";
          case 1 -> "One other person has labelled it. ";
          default -> people + " others have labelled it. ";
        };
    return judges == 0 && people == 0
        ? "No judge has judged it yet."
        : said + "What others and the judge said is shown once you have labelled it.";
  }

  private static String word(String verdict) {
    return verdict.equals("unknown") ? "cannot tell" : Visible.line(verdict, 20);
  }
}
