/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.Approvals.Approval;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action that a run asked a person for, as the run is shown: where it is decided, or how it
 * was.
 *
 * @param approval the action
 * @param now what an age is counted to
 * @param pages where people decide; empty where nobody knows
 */
record ApprovalLine(Approval approval, Instant now, String pages) {

  private static final int NAME = 60;

  String name() {
    return approval.isPending() ? "waits" : "approval";
  }

  String value() {
    return approval.isPending() ? pending() : decided();
  }

  private String pending() {
    String page = Text.visible(ApprovalTable.page(approval, pages));
    return "for a person: %s, asked for %s%s: %s"
        .formatted(
            action(),
            Text.ago(Duration.between(approval.requestedAt(), now).toSeconds()),
            ApprovalTable.run(approval),
            pages.isEmpty() ? page : Text.visible(approval.id()) + " " + page);
  }

  private String decided() {
    String by = approval.decidedBy().isEmpty() ? "" : " by " + shown(approval.decidedBy());
    return "%s: %s%s%s: %s"
        .formatted(
            action(),
            approval.state(),
            by,
            when(approval.settledAt()),
            Text.visible(approval.id()));
  }

  private String when(@Nullable Instant settled) {
    return settled == null
        ? ""
        : " at %s UTC, after %s"
            .formatted(
                Text.time(settled),
                Text.duration(Duration.between(approval.requestedAt(), settled)));
  }

  private String action() {
    return shown(approval.tool()) + " (rule " + shown(approval.rule()) + ")";
  }

  private static String shown(String text) {
    return Text.cut(Text.visible(text), NAME);
  }
}
