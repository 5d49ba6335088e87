/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import dev.aiops.approval.access.Secret;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.label.LabelReply.Kept;
import dev.aiops.approval.label.LabelReply.Problem;
import dev.aiops.approval.label.LabelReply.Rejected;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may label what. */
public final class Labelling {

  /** A label decides whether a judge may be a gate: so not everybody's counts. */
  private static final List<String> ROLES = List.of("labeller", "admin");

  private final LabelBook book;
  private final InstantSource clock;

  /** Labels are kept in a book. */
  public Labelling(LabelBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  /** Whether somebody may label. */
  public static boolean isOpenTo(Actor person) {
    return person.hasOneOf(ROLES);
  }

  /** What it needs, for people to read. */
  public static String needs() {
    return "the role " + String.join(" or ", ROLES);
  }

  /** As {@link LabelBook#review}. */
  public Optional<Review> review(String run) {
    return book.review(run);
  }

  /** As {@link LabelBook#samples}. */
  public List<Sample> samples() {
    return book.samples();
  }

  /**
   * Keeps what a person says.
   *
   * @throws LabelBookException where it is not kept, or may not be
   */
  public LabelReply give(LabelAsk ask, Actor person, Source source) {
    if (!isOpenTo(person)) {
      return new Rejected(Problem.FORBIDDEN, person.name() + " lacks " + needs() + " to label");
    }
    Optional<Review> review = book.review(ask.run());
    if (review.isEmpty()) {
      return new Rejected(Problem.NO_SUCH_RUN, "nothing is recorded of run " + ask.run());
    } else if (!review.get().criteria().contains(ask.about())) {
      return new Rejected(Problem.NO_SUCH_CRITERION, unknown(ask.about()));
    }
    Optional<Label> before = review.get().of(person.name(), ask.about());
    Label label =
        new Label(
            ask.about(),
            ask.verdict().text(),
            ask.reason(),
            person.name(),
            after(before),
            source.text());
    return new Kept(book.add(ask.run(), label, token(ask, person)));
  }

  private static String unknown(Criterion about) {
    return "no judge "
        + about.evaluator()
        + " has judged "
        + about.kind()
        + " "
        + about.target()
        + (about.isOfRun() ? ", or any run in the last 30 days" : "");
  }

  /** The last one counts: so it is the last one, too, where another instance's clock was ahead. */
  private Instant after(Optional<Label> before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return before
        .map(label -> label.at().plusMillis(1))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }

  /** Of all but the time: the same request again is the same label. */
  private static String token(LabelAsk ask, Actor person) {
    String all =
        Stream.of(
                person.name(),
                ask.request(),
                ask.run(),
                ask.about().evaluator(),
                ask.about().kind(),
                ask.about().target(),
                ask.verdict().text(),
                ask.reason())
            .map(part -> part.length() + ":" + part)
            .collect(Collectors.joining());
    return "label:" + Secret.sha256(all);
  }
}
