/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.ApprovalReply.Rejected;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Ending.Revocation;
import dev.aiops.approval.approvals.Ending.TakeBack;
import dev.aiops.approval.engine.Approving;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;

/** One approval: all about it, and the forms by which a person decides. */
final class DetailRoutes {

  private static final int LONGEST_REASON = 1_000;
  private static final String CHANGED =
      "The form was made for something else than what is shown here now, so read it again";

  private final Approving approvals;
  private final Asking asking;
  private final Details details;
  private final Drafts drafts;
  private final Guard guard;
  private final InstantSource clock;

  DetailRoutes(
      Approving approvals,
      Asking asking,
      Details details,
      Drafts drafts,
      Guard guard,
      InstantSource clock) {
    this.approvals = approvals;
    this.asking = asking;
    this.details = details;
    this.drafts = drafts;
    this.guard = guard;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/approvals/{id}", guard.page(this::detail))
        .post("/approvals/{id}/decide", guard.form(drafts, DetailRoutes::page, this::decide))
        .post("/approvals/{id}/revoke", guard.form(drafts, DetailRoutes::page, this::revoke));
  }

  private static String page(String approval) {
    return "/approvals/" + approval;
  }

  private void detail(Context context, Visit visit) {
    Asking.Known known = asking.known();
    Approval approval = find(known, context.pathParam("id"));
    if (Part.isAskedFor(context)) {
      Part.show(context, PageDigest.of(approval), "");
    } else {
      read(context, visit, known, approval);
    }
  }

  private void read(Context context, Visit visit, Asking.Known known, Approval approval) {
    String done = context.queryParam("done") == null ? "" : Details.done(approval, visit);
    show(context, visit, known, new Details.After(written(context, approval), "", done));
  }

  /** What this browser wrote here before and could not send; a form of its own. */
  private Sent written(Context context, Approval approval) {
    Drafts.Draft draft = drafts.find(context, approval.id());
    return Sent.none().with(draft.reason(), draft.arguments(), approval);
  }

  private void decide(Context context, Visit visit) {
    Asking.Known known = asking.known();
    Sent sent = Sent.of(context);
    Approval seen = find(known, context.pathParam("id"));
    Answer answer;
    try {
      answer = sent.answer(seen, person(visit));
    } catch (IllegalArgumentException e) {
      refuse(context, visit, sent, 400, String.valueOf(e.getMessage()));
      return;
    }
    if (sent.differsFrom(seen)) {
      refuse(context, visit, sent, 409, CHANGED);
      return;
    }
    answered(context, visit, sent, asking.await(approvals.decide(answer)));
  }

  private void revoke(Context context, Visit visit) {
    Sent sent = Sent.of(context);
    if (sent.reason().length() > LONGEST_REASON || sent.request().isEmpty()) {
      refuse(context, visit, sent, 400, "The reason has more than 1000 characters");
      return;
    }
    TakeBack order =
        new TakeBack(
            context.pathParam("id"), sent.request(), sent.reason(), visit.person().actor());
    answered(
        context,
        visit,
        sent,
        asking.await(approvals.revoke(new Revocation(order, visit.decidedAs()))));
  }

  private void answered(Context context, Visit visit, Sent sent, ApprovalReply reply) {
    if (reply instanceof Rejected rejected) {
      if (rejected.problem() == Problem.STEP_UP_REQUIRED) {
        drafts.keep(context, context.pathParam("id"));
      }
      refuse(context, visit, sent, status(rejected.problem()), said(rejected));
    } else {
      drafts.forget(context, context.pathParam("id"));
      context.redirect("/approvals/" + context.pathParam("id") + "?done", HttpStatus.SEE_OTHER);
    }
  }

  private void refuse(Context context, Visit visit, Sent sent, int status, String why) {
    Asking.Known known = asking.known();
    context.status(status);
    show(context, visit, known, new Details.After(sent.again(), Visible.line(why, 2_000), ""));
  }

  private void show(Context context, Visit visit, Asking.Known known, Details.After after) {
    Approval approval = find(known, context.pathParam("id"));
    Templates.show(context, "detail", details.view(approval, known, visit, after));
  }

  private static Approval find(Asking.Known known, String id) {
    return known.approvals().find(id).orElseThrow(() -> none(id));
  }

  private static PageException none(String id) {
    return new PageException(
        404,
        "No approval " + id + " is known here",
        "look for it in the queue; one that ended long ago is in the export of the history only");
  }

  private Person person(Visit visit) {
    return new Person(
        visit.person().actor(),
        visit.person().method().text(),
        visit.person().authenticatedWithin(Rights.FRESH, clock.instant()),
        visit.person().address());
  }

  private static String said(Rejected rejected) {
    String text = rejected.text();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static int status(Problem problem) {
    return switch (problem) {
      case NO_SUCH_APPROVAL -> 404;
      case FORBIDDEN, REQUESTER_EXCLUDED, STEP_UP_REQUIRED -> 403;
      case NO_REASON -> 400;
      default -> 409;
    };
  }
}
