/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.javaagent.aiops.approval.Approvals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Approvals of this process. They can be asked for once it is known whose process it is; what is
 * called before that is refused.
 */
final class Approving implements Approvals {

  private static final String NOT_YET = "the agent has not started up; try again later";

  private volatile @Nullable Approvals desk;

  void begin(Approvals desk) {
    this.desk = desk;
  }

  @Override
  public Rules rules() {
    Approvals current = desk;
    return current == null ? new Rules.Unknown(NOT_YET) : current.rules();
  }

  @Override
  public Rules awaitRules(Duration most) throws InterruptedException {
    Approvals current = desk;
    return current == null ? new Rules.Unknown(NOT_YET) : current.awaitRules(most);
  }

  @Override
  public Answer request(Ask ask) {
    Approvals current = desk;
    return current == null ? new Answer.Unavailable(NOT_YET) : current.request(ask);
  }

  @Override
  public Answer watch(String approval, long after, Duration most) {
    Approvals current = desk;
    return current == null ? new Answer.Unavailable(NOT_YET) : current.watch(approval, after, most);
  }

  @Override
  public Answer consume(Use use) {
    Approvals current = desk;
    return current == null ? new Answer.Unavailable(NOT_YET) : current.consume(use);
  }

  @Override
  public void report(Report report) {
    Approvals current = desk;
    if (current != null) {
      current.report(report);
    }
  }
}
