/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.javaagent.aiops.budget.Glob;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A control plane that approves everything, but of which one step throws. */
public final class FaultyApprovals implements Approvals {

  /** Where it throws. */
  public enum Step {
    /** Reading the rules. */
    RULES,
    /** Asking. */
    REQUEST,
    /** Waiting for a person. */
    WATCH,
    /** Using the approval. */
    CONSUME
  }

  private final @Nullable Step step;
  private final Throwable fault;
  private volatile String hash = "";

  /** Throws {@code fault} in {@code step}; null nowhere. */
  public FaultyApprovals(@Nullable Step step, Throwable fault) {
    this.step = step;
    this.fault = fault;
  }

  private void at(Step now) {
    if (now == step) {
      FaultyApprovals.<RuntimeException>raise(fault);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable fault) throws T {
    throw (T) fault;
  }

  @Override
  public Rules rules() {
    at(Step.RULES);
    return new Rules.Known(
        List.of(new ApprovalRule("all", List.of(new Glob("*")), List.of())), null);
  }

  @Override
  public Rules awaitRules(Duration most) {
    return rules();
  }

  @Override
  public Answer request(Ask ask) {
    at(Step.REQUEST);
    hash = ask.actionHash();
    return new Answer.Stands(view(hash, ApprovalView.State.PENDING));
  }

  @Override
  public Answer watch(String approval, long after, Duration most) {
    at(Step.WATCH);
    return new Answer.Stands(view(hash, ApprovalView.State.APPROVED));
  }

  @Override
  public Answer consume(Use use) {
    at(Step.CONSUME);
    return new Answer.Execution(view(use.actionHash(), ApprovalView.State.CONSUMED), "exe-1");
  }

  @Override
  public void report(Report report) {}

  private static ApprovalView view(String hash, ApprovalView.State state) {
    return new ApprovalView(
        "apr_1", state, 1, "all", hash, null, Duration.ofSeconds(20), "", List.of());
  }
}
