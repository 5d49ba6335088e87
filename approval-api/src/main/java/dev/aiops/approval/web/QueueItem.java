/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.budget.PendingRaise;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What stands in the queue: an action or a request to raise a cap. */
record QueueItem(
    boolean critical, Instant at, @Nullable Approval action, @Nullable PendingRaise raise) {

  /** By risk, then by age; what is as old stays as it was. */
  static final Comparator<QueueItem> ORDER =
      Comparator.comparing((QueueItem item) -> !item.critical()).thenComparing(QueueItem::at);

  static QueueItem of(Approval approval) {
    return new QueueItem(approval.rule().critical(), approval.asked().at(), approval, null);
  }

  static QueueItem of(PendingRaise raise) {
    return new QueueItem(false, raise.at(), null, raise);
  }

  /** As it is shown; one of both is there. */
  record Shown(QueueView.@Nullable Row action, @Nullable RaiseRow raise) {}

  /**
   * As a person sees it.
   *
   * @param written what that person wrote before about a request, by its id
   */
  Shown shown(Visit visit, UnaryOperator<String> written, Instant now) {
    return new Shown(
        action == null ? null : QueueView.Row.of(action, now),
        raise == null
            ? null
            : RaiseRow.of(raise, visit, written.apply(raise.raise().toString()), now));
  }
}
