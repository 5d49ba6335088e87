/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Asked;
import dev.aiops.approval.approvals.Digest;
import dev.aiops.approval.approvals.Hints;
import dev.aiops.approval.approvals.Vote;
import dev.aiops.approval.budget.ApprovalRule;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an approval shows of it, as one digest. Forms carry it, and what comes back is
 * held to what would be shown now: so what is recorded is what the page had, whoever made the form.
 * Everything in it is in the log; what is read elsewhere, as the run so far, is not in it. The
 * README has its form, as an auditor computes it again.
 */
final class PageDigest {

  private static final int FORM = 1;

  private PageDigest() {}

  static String of(Approval approval) {
    Asked asked = approval.asked();
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("v", FORM).put("approval", approval.id()).put("version", approval.version());
    all.put("state", approval.state().name());
    action(all, asked.action());
    all.put("run", asked.run()).put("run_input", asked.runInput());
    all.put("hidden", DetailView.Input.of(approval).hidden());
    all.put("asked_at", asked.at().toString()).put("asked_by", asked.by());
    all.put("decide_by", asked.decideBy() == null ? null : asked.decideBy().toString());
    all.put("action_hash", asked.hash()).put("proposed_hash", approval.proposedHash());
    @Nullable Arguments edited = approval.edited();
    all.set("edited_arguments", edited == null ? null : edited.tree());
    all.set("rule", rule(approval.rule()));
    all.set("answers", answers(approval));
    return Digest.of(all);
  }

  private static void action(ObjectNode all, Action action) {
    all.put("service", action.service()).put("environment", action.environment());
    all.put("team", action.team()).put("agent", action.agent());
    all.put("tool", action.tool()).put("definition", action.definition());
    all.put("requester", action.requester());
    @Nullable Hints hints = action.hints();
    if (hints != null && !hints.known().isEmpty()) {
      ObjectNode said = all.putObject("hints");
      hints.known().forEach(said::put);
    }
    all.set("arguments", action.arguments().tree());
  }

  private static ObjectNode rule(ApprovalRule rule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", rule.name()).put("quorum", rule.quorum()).put("critical", rule.critical());
    node.put("may_edit", rule.mayEdit()).put("on_denial", rule.onDenial());
    ArrayNode approvers = node.putArray("approvers");
    rule.approvers().forEach(approvers::add);
    return node;
  }

  private static ArrayNode answers(Approval approval) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    for (Vote vote : approval.votes()) {
      answers
          .addObject()
          .put("by", vote.by())
          .put("approve", vote.approve())
          .put("reason", vote.reason())
          .put("at", vote.at().toString());
    }
    return answers;
  }
}
