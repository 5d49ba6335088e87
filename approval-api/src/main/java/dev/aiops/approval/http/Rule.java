/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.budget.GovernReply;
import dev.aiops.approval.budget.GrantReply.Reason;
import dev.aiops.approval.budget.LeaseReply.Problem;
import dev.aiops.approval.evals.BatchReply;
import dev.aiops.approval.label.LabelReply;
import java.util.Locale;

/** What a request can break, the status it is answered with, and what to do about it. */
enum Rule {
  MALFORMED(400, "send what openapi.yaml says"),
  NOT_JSON(415, "send Content-Type: application/json"),
  TOO_LARGE(413, "send less: 65536 bytes, or 98304 to ask for an approval and to decide"),
  NO_TOKEN(401, "send Authorization: Bearer and a token made by the token command"),
  WRONG_TOKEN(401, "make a token with the token command, or use one that is in the tokens file"),
  FOREIGN_CALLER(403, "use the token of this service, environment and team"),
  NOT_COVERED(403, "read the budgets again: they say which may cover your calls"),
  NOT_AN_AGENT(403, "use an agent's token: only agents hold leases"),
  NOT_AN_OPERATOR(403, "use an operator's token: people decide"),
  UNKNOWN_PATH(404, "openapi.yaml lists the operations"),
  WRONG_METHOD(405, "openapi.yaml lists the operations"),
  TOO_MANY_REQUESTS(429, "send fewer requests with this token: report all leases in one"),
  BUSY(503, "send it again, with the same request_id"),
  LOG_UNAVAILABLE(503, "nothing was done: send it again, with the same request_id"),
  OUTCOME_UNKNOWN(
      503,
      "it may have been done: send it again with the same request_id, which does it only once"),
  SHUTTING_DOWN(503, "send it to another instance"),
  LOG_HALTED(503, "an operator must look: the reason is in this service's log and in /readyz"),
  INTERNAL(500, "an operator must look: the reason is in this service's log"),

  BAD_REQUEST(400, "correct the request"),
  REQUEST_REUSED(409, "draw a new request_id for each ask"),
  NO_SUCH_BUDGET(404, "read the budgets again: the policy changed"),
  HALTED(409, "wait until an admin resumes the budget"),
  LEASE_LOST(409, "begin anew under another process id"),
  TOO_MANY_LEASES(429, "look for a crash loop, then ask again"),
  ABOVE_MAX_LEASE(409, "bound the call's output, or raise max_lease in the policy"),
  CAP_REACHED(409, "wait for the next day, or have one who may raise today's cap"),
  HELD_IN_LEASES(409, "ask again in a moment: the other holders were told to give back"),

  UNKNOWN_LEASE(404, "begin anew under another process id"),
  NOT_HOLDER(403, "only the process that holds a lease speaks for it"),
  IMPOSSIBLE(409, "send the totals since the lease began; they never fall"),
  NOT_SETTLED(409, "settle what is under way, then close the lease"),
  FORBIDDEN(403, "have somebody with the role do it"),
  NO_REASON(400, "give the reason: it is kept for the audit"),

  RAISE_REFUSED(409, "do what the message says"),

  ARGUMENTS_UNREADABLE(400, "send arguments that every reader of JSON takes for the same"),
  NO_SUCH_APPROVAL(404, "list the approvals; one that ended long ago is in the control log only"),
  TOO_MANY_PENDING(429, "have people decide those that wait, or look for an agent that goes round"),
  REQUESTER_EXCLUDED(403, "have another person with the role decide"),
  STEP_UP_REQUIRED(403, "log in anew in the form, and decide there"),
  ALREADY_DECIDED(409, "read the approval again"),
  CHANGED_MEANWHILE(409, "read the approval again, then decide on what it is now"),
  NOT_EDITABLE(409, "approve or deny the arguments as they are"),
  NOT_PENDING(409, "read the approval again"),
  NOT_APPROVED(409, "do not run it; ask again for what is to run"),
  ALREADY_CONSUMED(409, "do not run it: an approval is for one use; ask again for another"),
  HASH_MISMATCH(409, "do not run it; ask for an approval of what is to run"),
  ROLE_REMOVED(409, "do not run it; have it approved by somebody with the role"),
  NO_SUCH_EXECUTION(409, "report the execution that consume answered"),
  ALREADY_REPORTED(409, "an outcome is reported once"),

  NOT_A_RUNNER(403, "use a token that the command token runner made"),
  NO_SUCH_BATCH(404, "list the batches; one that ended long ago is in the control log only"),
  TOO_MANY_BATCHES(429, "wait until some are over, or stop some"),
  NOT_PLANNED(409, "read the batch again: only one that is PLANNED waits for a person"),
  BATCH_OVER(409, "ask for another batch; what is scored is not scored again"),
  CLAIM_LOST(409, "leave the batch: another eval-runner goes on with it, or it is over"),

  NO_SUCH_RUN(404, "look for it in Grafana; what is older than its retention is gone"),
  NO_SUCH_CRITERION(404, "take one of the criteria that GET of the same path answers");

  private final int status;
  private final String remedy;

  Rule(int status, String remedy) {
    this.status = status;
    this.remedy = remedy;
  }

  static Rule of(Reason reason) {
    return valueOf(reason.name());
  }

  static Rule of(Problem problem) {
    return valueOf(problem.name());
  }

  static Rule of(GovernReply.Problem problem) {
    return valueOf(problem.name());
  }

  static Rule of(ApprovalReply.Problem problem) {
    return valueOf(problem.name());
  }

  static Rule of(BatchReply.Problem problem) {
    return valueOf(problem.name());
  }

  static Rule of(LabelReply.Problem problem) {
    return valueOf(problem.name());
  }

  int status() {
    return status;
  }

  String remedy() {
    return remedy;
  }

  /** Its name on the wire. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
