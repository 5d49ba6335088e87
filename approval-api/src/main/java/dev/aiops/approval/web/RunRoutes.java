/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.LabelAsk;
import dev.aiops.approval.label.LabelBookException;
import dev.aiops.approval.label.LabelReply;
import dev.aiops.approval.label.LabelReply.Rejected;
import dev.aiops.approval.label.Labelling;
import dev.aiops.approval.label.Review;
import dev.aiops.approval.label.Source;
import dev.aiops.approval.label.Verdict;
import dev.aiops.approval.web.SamplePage.Judge;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Supplier;

/** Runs: what was recorded of one, the forms by which a person labels it, and which are next. */
final class RunRoutes {

  private final Labelling labelling;
  private final RunPages pages;
  private final Drafts drafts;
  private final Guard guard;

  RunRoutes(Labelling labelling, RunPages pages, Drafts drafts, Guard guard) {
    this.labelling = labelling;
    this.pages = pages;
    this.drafts = drafts;
    this.guard = guard;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/labels", guard.page(this::samples))
        .get("/runs/{id}", guard.page(this::run))
        .post("/runs/{id}/labels", guard.form(drafts, RunRoutes::page, this::label));
  }

  private static String page(String run) {
    return "/runs/" + run;
  }

  private void samples(Context context, Visit visit) {
    boolean labels = Labelling.isOpenTo(visit.person().actor());
    List<Judge> judges = read(labelling::samples).stream().map(Judge::of).toList();
    String note = labels ? "" : "To label needs " + Labelling.needs() + ".";
    Templates.show(
        context, "samples", new SamplePage(new Layout("To be labelled", visit), judges, note));
  }

  private void run(Context context, Visit visit) {
    String kept = drafts.find(context, context.pathParam("id")).reason();
    boolean done = context.queryParam("done") != null;
    show(context, visit, RunPages.After.reading(kept), done);
  }

  private void label(Context context, Visit visit) {
    Criterion about =
        new Criterion(
            Guard.field(context, "evaluator"),
            Guard.field(context, "kind"),
            Guard.field(context, "target"));
    LabelAsk ask;
    try {
      ask = ask(context, about);
    } catch (IllegalArgumentException e) {
      refuse(context, visit, about, 400, String.valueOf(e.getMessage()));
      return;
    }
    answered(context, visit, about, keep(context, visit, ask));
  }

  private static LabelAsk ask(Context context, Criterion about) {
    return new LabelAsk(
        context.pathParam("id"),
        Guard.field(context, "request"),
        about,
        Verdict.of(Guard.field(context, "verdict"))
            .orElseThrow(() -> new IllegalArgumentException("press one of the three buttons")),
        Guard.field(context, "reason").strip());
  }

  private LabelReply keep(Context context, Visit visit, LabelAsk ask) {
    try {
      return labelling.give(ask, visit.person().actor(), Source.FORM);
    } catch (LabelBookException e) {
      drafts.keep(context, ask.run());
      String kept = e.outcomeUnknown() ? "; it may have been kept all the same" : "";
      throw new PageException(
          503, e.getMessage() + kept, "open the run again in a moment: what you wrote is there");
    }
  }

  private void answered(Context context, Visit visit, Criterion about, LabelReply reply) {
    if (reply instanceof Rejected rejected) {
      refuse(context, visit, about, status(rejected.problem()), rejected.text());
    } else {
      drafts.forget(context, context.pathParam("id"));
      context.redirect(page(context.pathParam("id")) + "?done", HttpStatus.SEE_OTHER);
    }
  }

  private static int status(LabelReply.Problem problem) {
    return problem == LabelReply.Problem.FORBIDDEN ? 403 : 404;
  }

  private void refuse(Context context, Visit visit, Criterion about, int status, String why) {
    context.status(status);
    String written = Guard.field(context, "reason");
    String shown = Character.toUpperCase(why.charAt(0)) + Visible.line(why.substring(1), 500);
    show(context, visit, new RunPages.After(about, written, "", shown), false);
  }

  private void show(Context context, Visit visit, RunPages.After after, boolean done) {
    Templates.show(context, "run", pages.page(find(context.pathParam("id")), visit, after, done));
  }

  private Review find(String run) {
    return read(() -> labelling.review(run)).orElseThrow(() -> none(run));
  }

  private static <T> T read(Supplier<T> records) {
    try {
      return records.get();
    } catch (LabelBookException e) {
      throw new PageException(503, String.valueOf(e.getMessage()), "load the page again");
    }
  }

  private static PageException none(String run) {
    return new PageException(
        404,
        "Nothing is recorded of run " + run,
        "look for it in Grafana; what is older than its retention is gone");
  }
}
