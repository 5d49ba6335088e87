/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.Approvals.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What had to wait for a person, and where that which still waits is decided.
 *
 * @param approvals the newest of them, oldest first
 * @param now what an age is counted to
 * @param pages where people decide; empty where nobody knows
 */
record ApprovalTable(List<Approval> approvals, Instant now, String pages) {

  private static final int MOST = 20;
  private static final int NAME = 20;
  private static final int WIDEST_ARGUMENTS = 80;
  private static final int NARROWEST_ARGUMENTS = 12;

  String text() {
    return Table.fitted(this::table, WIDEST_ARGUMENTS, NARROWEST_ARGUMENTS) + older() + waiting();
  }

  private Table table(int arguments) {
    Table table =
        Table.of(
            left("ASKED FOR"),
            left("TOOL"),
            left("ARGUMENTS"),
            left("RULE"),
            left("STATE"),
            left("BY"),
            left("DECIDED"),
            right("WAITED"));
    newest().forEach(approval -> add(table, approval, arguments));
    return table;
  }

  private void add(Table table, Approval approval, int arguments) {
    Instant settled = approval.settledAt();
    table.add(
        Text.shortTime(approval.requestedAt()),
        Text.cut(Text.visible(approval.tool()), NAME),
        Text.cut(Text.visible(approval.arguments()), arguments),
        Text.cut(approval.rule(), NAME),
        approval.state(),
        approval.decidedBy().isEmpty() ? "-" : Text.cut(approval.decidedBy(), NAME),
        settled == null ? "-" : Text.timeOfDay(settled),
        waited(approval));
  }

  private String waited(Approval approval) {
    if (approval.settledAt() != null) {
      return Text.duration(Duration.between(approval.requestedAt(), approval.settledAt()));
    }
    return approval.isPending() ? "still" : "?";
  }

  private List<Approval> newest() {
    return approvals.subList(Math.max(0, approvals.size() - MOST), approvals.size());
  }

  private String older() {
    int older = approvals.size() - newest().size();
    return older == 0
        ? ""
        : "… and " + Text.count((long) older) + " older ones" + System.lineSeparator();
  }

  private String waiting() {
    return newest().stream()
        .filter(Approval::isPending)
        .map(this::waiting)
        .collect(Collectors.joining());
  }

  private String waiting(Approval approval) {
    return "%s waits for a person, asked for %s%s:%n  %s%n"
        .formatted(
            Text.cut(Text.visible(approval.tool()), NAME),
            Text.ago(Duration.between(approval.requestedAt(), now).toSeconds()),
            run(approval),
            page(approval, pages));
  }

  /** What its run did meanwhile; it may be told that it waits, and go on. */
  static String run(Approval approval) {
    return approval.runStatus().isEmpty()
        ? ""
        : "; its run was waiting_approval for "
            + Text.duration(approval.runWaited())
            + " and ended "
            + approval.runStatus();
  }

  static String page(Approval approval, String pages) {
    return pages.isEmpty()
        ? approval.id() + ", at the pages of approval-api, which is not running here"
        : pages + "/approvals/" + approval.id();
  }
}
