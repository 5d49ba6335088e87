/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Secret;
import dev.aiops.approval.engine.Batching;
import dev.aiops.approval.evals.BatchReply;
import dev.aiops.approval.evals.BatchReply.Problem;
import dev.aiops.approval.evals.BatchReply.Rejected;
import dev.aiops.approval.evals.BatchReply.Viewed;
import dev.aiops.approval.evals.EvalBatch;
import dev.aiops.approval.evals.Ordering;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Batches of evals: the list, the form for another, and one of them. */
final class BatchRoutes {

  /** What a person without the role is told. */
  static final String LACKS =
      "To ask for batches, confirm and stop them one needs the role "
          + Ordering.ROLE
          + " or that of admins.";

  /** Our own sentences: a link must not be able to make a page say something. */
  private static final Map<String, String> DONE =
      Map.of(
          "asked", "Asked for. An eval-runner counts its runs first.",
          "confirmed", "Confirmed: it begins as soon as an eval-runner takes it.",
          "stopped", "It stops. What is scored stays.");

  private static final int SHOWN = 50;

  private final Batching evals;
  private final Asking asking;
  private final Guard guard;
  private final InstantSource clock;

  BatchRoutes(Batching evals, Asking asking, Guard guard, InstantSource clock) {
    this.evals = evals;
    this.asking = asking;
    this.guard = guard;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/evals", guard.page(this::list))
        .post("/evals", guard.form(this::request))
        .get("/evals/{id}", guard.page(this::detail))
        .post("/evals/{id}/confirm", guard.form(this::confirm))
        .post("/evals/{id}/cancel", guard.form(this::cancel));
  }

  private void list(Context context, Visit visit) {
    boolean stale = asking.known().stale();
    List<EvalBatch> all = evals.known().newest();
    Instant now = clock.instant();
    BatchesView view =
        new BatchesView(
            new Layout("Evals", visit),
            visit,
            all.stream().limit(SHOWN).map(BatchesView.Row::of).toList(),
            all.size(),
            evals.may(who(visit)),
            BatchesView.runner(evals.runners(), now),
            form(now),
            stale);
    show(context, "evals", "batches", view);
  }

  /** The last day. */
  private BatchesView.Form form(Instant now) {
    Instant until = now.truncatedTo(ChronoUnit.MINUTES);
    return new BatchesView.Form(
        Secret.draw(),
        evals.runners().definitions(),
        BatchForm.text(until.minus(Duration.ofDays(1))),
        BatchForm.text(until));
  }

  private void detail(Context context, Visit visit) {
    boolean stale = asking.known().stale();
    EvalBatch batch = evals.known().find(context.pathParam("id")).orElseThrow(BatchRoutes::none);
    String said = DONE.getOrDefault(Objects.requireNonNullElse(context.queryParam("done"), ""), "");
    show(
        context,
        "batch",
        "batchnow",
        BatchView.of(batch, visit, evals.may(who(visit)), stale, said));
  }

  /** The whole page, or for a script the part of it that changes. */
  private static void show(Context context, String page, String part, Object view) {
    if (Part.isAskedFor(context)) {
      String html = Templates.text(part, view);
      Part.show(context, Secret.sha256(html), html);
    } else {
      Templates.show(context, page, view);
    }
  }

  private void request(Context context, Visit visit) {
    BatchForm form = BatchForm.of(context);
    answer(context, asking.await(evals.request(form.request(), form.order(), who(visit))), "asked");
  }

  private void confirm(Context context, Visit visit) {
    answer(context, asking.await(evals.confirm(context.pathParam("id"), who(visit))), "confirmed");
  }

  private void cancel(Context context, Visit visit) {
    answer(context, asking.await(evals.cancel(context.pathParam("id"), who(visit))), "stopped");
  }

  private static void answer(Context context, BatchReply reply, String done) {
    if (reply instanceof Viewed viewed) {
      context.redirect("/evals/" + viewed.batch().id() + "?done=" + done, HttpStatus.SEE_OTHER);
      return;
    }
    Rejected rejected = (Rejected) reply;
    throw rejected.problem() == Problem.NO_SUCH_BATCH
        ? none()
        : new PageException(
            status(rejected.problem()), sentence(rejected.text()), remedy(rejected));
  }

  private static String remedy(Rejected rejected) {
    return rejected.problem() == Problem.FORBIDDEN
        ? "have somebody with the role do it"
        : "go back, load the page again, and correct it";
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static int status(Problem problem) {
    return switch (problem) {
      case FORBIDDEN -> 403;
      case BAD_REQUEST -> 400;
      case TOO_MANY_BATCHES -> 429;
      default -> 409;
    };
  }

  private static PageException none() {
    return new PageException(
        404,
        "No such batch is known here",
        "look for it in the list; one that ended long ago is in the control log only");
  }

  private static Ordering.Who who(Visit visit) {
    return new Ordering.Who(visit.person().actor(), visit.decidedAs());
  }
}
