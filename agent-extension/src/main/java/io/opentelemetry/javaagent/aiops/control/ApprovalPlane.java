/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.approval.ApprovalRule;
import io.opentelemetry.javaagent.aiops.approval.ApprovalView;
import io.opentelemetry.javaagent.aiops.approval.ApprovalView.State;
import io.opentelemetry.javaagent.aiops.approval.ApprovalView.Vote;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Answer;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Ask;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Report;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Use;
import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import io.opentelemetry.javaagent.aiops.budget.Glob;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejected;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control plane's contract on approvals, as far as an agent needs it. */
final class ApprovalPlane {

  private static final String PATH = "/v1/approvals";

  private final ControlPlane plane;
  private final ApprovalAsks asks;

  ApprovalPlane(KeeperSettings settings, Http http) {
    this.plane = new ControlPlane(settings, http);
    this.asks = new ApprovalAsks(new Asks(settings));
  }

  Outcome<List<ApprovalRule>> rules() {
    return plane.exchange(
        "/v1/approval-rules" + plane.callers(),
        null,
        null,
        answer -> readRules(Fields.read(answer.body())));
  }

  private static List<ApprovalRule> readRules(Fields of) throws ContractException {
    List<ApprovalRule> rules = new ArrayList<>();
    for (Fields rule : of.objects("rules")) {
      rules.add(
          new ApprovalRule(
              rule.text("name"), globs(rule.texts("tools")), globs(rule.texts("agents"))));
    }
    return rules;
  }

  private static List<Glob> globs(List<String> patterns) {
    return patterns.stream().map(Glob::new).toList();
  }

  Answer request(Ask ask) {
    return answer(plane.exchange(PATH, asks.request(ask), null, of -> needed(of.body())));
  }

  private static Answer needed(String body) throws ContractException {
    Fields of = Fields.read(body);
    return of.flag("needed") ? stands(of) : new Answer.NotNeeded();
  }

  Answer watch(String approval, long after, Duration most) {
    String path = PATH + '/' + approval + "?after=" + after + "&wait_millis=" + most.toMillis();
    return answer(plane.exchange(path, null, null, of -> stands(Fields.read(of.body()))));
  }

  /**
   * @param process of this JVM: a use by another is no repetition of ours
   */
  Answer consume(Use use, String process) {
    String path = PATH + '/' + use.approval() + "/consume";
    return answer(
        plane.exchange(
            path,
            asks.consume(use, process),
            null,
            of -> {
              Fields fields = Fields.read(of.body());
              return new Answer.Execution(
                  view(fields.object("approval")), fields.text("execution"));
            }));
  }

  Outcome<Boolean> outcome(Report report) {
    String path = PATH + '/' + report.approval() + "/outcome";
    return plane.exchange(path, asks.outcome(report), null, of -> true);
  }

  private static Answer answer(Outcome<? extends Answer> outcome) {
    if (outcome instanceof Told<? extends Answer> told) {
      return told.value();
    } else if (outcome instanceof Rejected<? extends Answer> rejected) {
      String said = rejected.why().message() + ": " + rejected.why().remedy();
      return new Answer.Rejected(rejected.why().rule(), said);
    }
    return new Answer.Unavailable(((Outcome.Failed<?>) outcome).why().why());
  }

  private static Answer stands(Fields of) throws ContractException {
    return new Answer.Stands(view(of.object("approval")));
  }

  private static ApprovalView view(Fields of) throws ContractException {
    return new ApprovalView(
        id(of),
        state(of),
        of.number("version"),
        of.text("rule"),
        of.text("action_hash"),
        edited(of),
        Duration.ofMillis(of.number("wait_millis")),
        of.textOrEmpty("on_denial"),
        votes(of));
  }

  /** It becomes part of a path. */
  private static String id(Fields of) throws ContractException {
    String id = of.text("id");
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw of.wrong("id");
    }
    return id;
  }

  private static State state(Fields of) throws ContractException {
    try {
      return State.valueOf(of.text("state"));
    } catch (IllegalArgumentException e) {
      throw of.wrong("state");
    }
  }

  private static @Nullable FrozenArguments edited(Fields of) throws ContractException {
    Fields edited = of.objectOrNull("edited_arguments");
    try {
      return edited == null ? null : FrozenArguments.of(edited.values());
    } catch (UnreadableArgumentsException e) {
      throw of.wrong("edited_arguments");
    }
  }

  private static List<Vote> votes(Fields of) throws ContractException {
    List<Vote> votes = new ArrayList<>();
    for (Fields vote : of.objects("decisions")) {
      votes.add(
          new Vote(
              vote.text("by"), vote.flag("approve"), vote.textOrEmpty("reason"), vote.text("at")));
    }
    return votes;
  }
}
