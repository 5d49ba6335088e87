/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;

/** What happens to approvals by itself, as time passes: never that one may run. */
public final class Aging {

  private static final String SYSTEM = "system";
  private static final int MOST = 200;

  private Aging() {}

  /** Whether something has to happen. */
  public static boolean isDue(Approvals state, Instant now) {
    return !state.due().isEmpty() && !now.isBefore(state.due().firstKey().at());
  }

  /** Ends those whose time is over, the first two hundred; answers how many. */
  public static Decided<Approvals, Integer> pass(Approvals state, Instant now) {
    Step<Approvals> step = Step.from(state);
    int count = 0;
    while (count < MOST && isDue(step.state(), now)) {
      Approval due = step.state().get(step.state().due().firstEntry().getValue());
      step = step.then(event(due, now));
      count++;
    }
    return step.reply(count);
  }

  static ApprovalEvent event(Approval due, Instant now) {
    return switch (due.state()) {
      case PENDING -> new ApprovalEvent.Expired(due.id(), "nobody decided in time", SYSTEM, now);
      case APPROVED -> new ApprovalEvent.Expired(due.id(), "it was not used in time", SYSTEM, now);
      case CONSUMED -> new ApprovalEvent.Lost(due.id(), SYSTEM, now);
      default -> throw new IllegalStateException(due.id() + " is " + due.state());
    };
  }
}
