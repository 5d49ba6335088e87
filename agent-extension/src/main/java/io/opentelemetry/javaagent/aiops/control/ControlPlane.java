/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.javaagent.aiops.budget.LeftCounters.LeftLease;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.control.Answers.Granted;
import io.opentelemetry.javaagent.aiops.control.Answers.LeaseNews;
import io.opentelemetry.javaagent.aiops.control.Answers.Page;
import io.opentelemetry.javaagent.aiops.control.Asks.Ask;
import io.opentelemetry.javaagent.aiops.control.Asks.Said;
import io.opentelemetry.javaagent.aiops.control.Http.Answer;
import io.opentelemetry.javaagent.aiops.control.Outcome.Failed;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejected;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejection;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import io.opentelemetry.javaagent.aiops.control.Trouble.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The control plane's contract, as far as an agent needs it. */
final class ControlPlane {

  private static final int NOT_MODIFIED = 304;

  /** What is decided, and not to be sent again as it was. */
  private static final Set<String> DECISIONS =
      Set.of(
          "cap_reached",
          "held_in_leases",
          "above_max_lease",
          "halted",
          "no_such_budget",
          "not_covered",
          "too_many_leases",
          "too_many_requests",
          "lease_lost",
          "unknown_lease",
          "not_holder",
          "impossible",
          "not_settled",
          "bad_request",
          "request_reused",
          "no_such_approval",
          "not_approved",
          "already_consumed",
          "hash_mismatch",
          "role_removed",
          "no_such_execution",
          "already_reported",
          "arguments_unreadable",
          "too_large",
          "too_many_pending");

  private final KeeperSettings settings;
  private final Ticks ticks;
  private final Http http;
  private final Asks asks;

  ControlPlane(KeeperSettings settings, Http http) {
    this.settings = settings;
    this.ticks = settings.ticks();
    this.http = http;
    this.asks = new Asks(settings);
  }

  interface Reader<T> {
    T read(Answer answer) throws ContractException;
  }

  Outcome<Page> budgets(@Nullable String knownTag) {
    return exchange("/v1/budgets" + callers(), null, knownTag, answer -> page(answer, knownTag));
  }

  /** Whose budgets or rules are asked for, as a query. */
  String callers() {
    KeeperSettings.Caller caller = settings.caller();
    return "?service="
        + encode(caller.service())
        + "&environment="
        + encode(caller.environment())
        + "&team="
        + encode(caller.team());
  }

  private static Page page(Answer answer, @Nullable String knownTag) throws ContractException {
    return answer.status() == NOT_MODIFIED
        ? new Page(knownTag, null)
        : Page.read(answer.tag(), Fields.read(answer.body()));
  }

  Outcome<Granted> grant(Ask ask) {
    return post("/v1/leases", asks.grant(ask), of -> Granted.read(Fields.read(of.body())));
  }

  Outcome<List<LeaseNews>> report(String process, List<Said> leases) {
    return leases("/v1/leases/report", asks.reports(process, leases), leases.size());
  }

  Outcome<List<LeaseNews>> close(String process, List<Said> leases) {
    return leases("/v1/leases/close", asks.reports(process, leases), leases.size());
  }

  Outcome<List<LeaseNews>> adopt(String process, List<LeftLease> leases) {
    return leases("/v1/leases/adopt", asks.adopt(process, leases), leases.size());
  }

  private Outcome<List<LeaseNews>> leases(String path, byte[] body, int count) {
    return post(path, body, of -> LeaseNews.readAll(Fields.read(of.body()), count));
  }

  private <T> Outcome<T> post(String path, byte[] body, Reader<T> reader) {
    return exchange(path, body, null, reader);
  }

  <T> Outcome<T> exchange(
      String path, byte @Nullable [] body, @Nullable String knownTag, Reader<T> reader) {
    long nanos = ticks.nanos();
    long millis = ticks.epochMillis();
    try {
      Answer answer = http.send(path, body, knownTag);
      boolean fine =
          answer.status() == 200 || (knownTag != null && answer.status() == NOT_MODIFIED);
      return fine ? new Told<>(reader.read(answer), nanos, millis) : refused(answer);
    } catch (IOException e) {
      return failed(
          Kind.UNREACHABLE,
          "the control plane at " + settings.url() + " does not answer: " + Http.reason(e));
    } catch (ContractException e) {
      return contract(String.valueOf(e.getMessage()));
    }
  }

  private <T> Outcome<T> refused(Answer answer) {
    try {
      return refused(
          answer.status(), Answers.rejection(Fields.read(answer.body()).object("error")));
    } catch (ContractException e) {
      String said = "status " + answer.status() + " " + Http.shorten(answer.body());
      return answer.status() >= 500
          ? failed(Kind.BUSY, "the control plane cannot decide now: " + said)
          : contract(said);
    }
  }

  private <T> Outcome<T> refused(int status, Rejection why) {
    String said = why.message() + " (" + why.rule() + "): " + why.remedy();
    if (DECISIONS.contains(why.rule())) {
      return new Rejected<>(why);
    } else if (status == 401 || status == 403) {
      return failed(Kind.ACCESS, "the control plane does not let this process in: " + said);
    } else if (status == 429 || status >= 500) {
      return failed(Kind.BUSY, "the control plane cannot decide now: " + said);
    }
    return contract(said);
  }

  private <T> Outcome<T> contract(String what) {
    return failed(
        Kind.CONTRACT,
        "the control plane at "
            + settings.url()
            + " and this agent do not understand each other: "
            + what
            + "; use an agent and a control plane of the same version, and check the URL");
  }

  private static <T> Outcome<T> failed(Kind kind, String why) {
    return new Failed<>(new Trouble(kind, why));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
