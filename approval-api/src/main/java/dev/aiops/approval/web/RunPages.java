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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of one run. */
final class RunPages {

  /** A page of forms that is longer than this is read by nobody. */
  private static final int MOST_CARDS = 50;

  private final Runs runs;
  private final RunLinks links;

  RunPages(Runs runs, RunLinks links) {
    this.runs = runs;
    this.links = links;
  }

  /**
   * What happened before the page is shown.
   *
   * @param about the criterion whose form was sent in vain; null where none was
   * @param written what that form held
   * @param kept text that could not be sent before
   * @param trouble why nothing was kept; empty where that does not apply
   */
  record After(@Nullable Criterion about, String written, String kept, String trouble) {

    static After reading(String kept) {
      return new After(null, "", kept, "");
    }
  }

  RunPage page(Review review, Visit visit, After after, boolean done) {
    List<LabelCard> cards = cards(review, visit, after);
    return new RunPage(
        new Layout("Run of " + Words.orUnknown(review.head().agent()), visit),
        visit,
        review.run(),
        RunPage.Facts.of(review.head()),
        RunPage.Text.of(review.head().input()),
        RunPage.Text.of(review.head().output()),
        RunView.of(review.run(), runs.find(review.run())),
        links.view(review.run()),
        review.scores().stream().filter(score -> !score.isOfJudge()).map(ScoreRow::of).toList(),
        cards,
        review.criteria().size() - cards.size(),
        UUID.randomUUID().toString(),
        Labelling.isOpenTo(visit.person().actor()),
        Labelling.needs(),
        Visible.of(after.kept()),
        after.trouble(),
        done ? done(review, visit) : "");
  }

  private static List<LabelCard> cards(Review review, Visit visit, After after) {
    Optional<Criterion> first = first(review, visit, after);
    List<LabelCard> cards = new ArrayList<>();
    for (Criterion about : review.criteria().stream().limit(MOST_CARDS).toList()) {
      String written = about.equals(after.about()) ? after.written() : "";
      boolean open = first.filter(about::equals).isPresent();
      cards.add(LabelCard.of(cards.size() + 1, about, review, visit, written, open));
    }
    return List.copyOf(cards);
  }

  /** Where a person goes on: at the form that was sent, else at the first that was not. */
  private static Optional<Criterion> first(Review review, Visit visit, After after) {
    String person = visit.person().name();
    return Optional.ofNullable(after.about())
        .or(
            () ->
                review.criteria().stream()
                    .filter(about -> review.of(person, about).isEmpty())
                    .findFirst());
  }

  /** What this person just said, as it is kept: a link cannot make a page say it. */
  private static String done(Review review, Visit visit) {
    return review.labels().stream()
        .filter(label -> label.by().equals(visit.person().name()))
        .max(Comparator.comparing(Label::at))
        .map(label -> kept(review, label))
        .orElse("");
  }

  private static String kept(Review review, Label label) {
    String span = review.judged(label.about()).stream().map(Score::span).findFirst().orElse("");
    String said = label.verdict().equals("unknown") ? "cannot tell" : label.verdict();
    return "Kept: "
        + Visible.line(label.about().evaluator(), 200)
        + ", "
        + ScoreRow.target(label.about(), span)
        + ": "
        + said
        + ".";
  }
}
