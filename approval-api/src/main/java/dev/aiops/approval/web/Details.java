/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Vote;
import dev.aiops.approval.budget.Limits;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the page of one approval. */
final class Details {

  private static final int OTHERS = 20;

  /** What fits into a form beside the rest, once it is encoded. */
  private static final int MOST_EDITED = 48_000;

  private static final String TOO_LONG =
      "The rule lets you change the arguments, but they are too long for a form: use the API.";

  private final Runs runs;
  private final RunLinks links;
  private final InstantSource clock;

  Details(Runs runs, RunLinks links, InstantSource clock) {
    this.runs = runs;
    this.links = links;
    this.clock = clock;
  }

  /**
   * What happened before the page is shown.
   *
   * @param trouble why nothing was done; empty where that does not apply, as the next one
   * @param done says that something was
   */
  record After(Sent sent, String trouble, String done) {

    static final String NOTHING = "";

    static After reading() {
      return new After(Sent.none(), NOTHING, NOTHING);
    }
  }

  DetailView view(Approval approval, Asking.Known known, Visit visit, After after) {
    Instant now = clock.instant();
    Rights rights = Rights.of(approval, visit, Limits.DEFAULT.adminRole(), now);
    boolean mayEdit = rights.approve() && approval.rule().mayEdit();
    String editable = mayEdit ? editable(approval) : "";
    String run = approval.asked().run();
    return new DetailView(
        new Layout("Approval of " + Visible.line(approval.asked().action().tool(), 60), visit),
        visit,
        approval.id(),
        approval.version(),
        PageDigest.of(approval),
        facts(approval, now),
        DetailView.nodes(approval.asked().action().arguments()),
        DetailView.nodes(approval.edited()),
        DetailView.Input.of(approval),
        RunView.of(run, run.isEmpty() ? Runs.Reading.NOT_ANSWERED : runs.find(run)),
        RunLinks.page(run),
        links.view(run),
        others(approval, known, now),
        approval.votes().stream().map(DetailView.Voted::of).toList(),
        approval.history().stream().map(DetailView.Event::of).toList(),
        rights,
        after.sent(),
        editable,
        mayEdit && editable.isEmpty() ? TOO_LONG : "",
        after.trouble(),
        after.done(),
        known.stale());
  }

  private static DetailView.Facts facts(Approval approval, Instant now) {
    @Nullable Instant by = approval.asked().decideBy();
    String left =
        by == null
            ? ""
            : Times.at(by)
                + (approval.state() == ApprovalState.PENDING
                    ? ", in " + Times.span(Duration.between(now, by))
                    : "");
    return DetailView.Facts.of(approval, Times.since(approval.asked().at(), now), left);
  }

  private static String editable(Approval approval) {
    String text = ArgumentText.of(approval.proposed());
    return URLEncoder.encode(text, StandardCharsets.UTF_8).length() <= MOST_EDITED ? text : "";
  }

  private static DetailView.Others others(Approval of, Asking.Known known, Instant now) {
    String run = of.asked().run();
    List<Approval> same =
        run.isEmpty()
            ? List.of()
            : known.approvals().pending().values().stream()
                .flatMap(id -> known.approvals().find(id).stream())
                .filter(other -> other.asked().run().equals(run) && !other.id().equals(of.id()))
                .toList();
    List<QueueView.Row> shown =
        same.stream().limit(OTHERS).map(other -> QueueView.Row.of(other, now)).toList();
    return new DetailView.Others(shown, same.size() - shown.size());
  }

  /** What this person just did, as the log has it: a link cannot make a page say it. */
  static String done(Approval approval, Visit visit) {
    String by = visit.person().name();
    Optional<Vote> own = approval.votes().stream().filter(vote -> vote.by().equals(by)).findFirst();
    return switch (approval.state()) {
      case PENDING -> own.map(Details::counted).orElse("");
      case APPROVED -> own.isPresent() ? "Approved: it may run once." : "";
      case DENIED -> own.isPresent() ? "Denied: it does not run." : "";
      case REVOKED -> "Revoked: it does not run.";
      default -> "";
    };
  }

  private static String counted(Vote own) {
    return "Your "
        + (own.approve() ? "approval" : "denial")
        + " is counted; more people must answer before it is decided.";
  }
}
