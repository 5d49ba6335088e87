/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control plane, as the gate needs it. Thread-safe; nothing here waits without a bound. */
public interface Approvals {

  /** The rules now. Never blocks. */
  Rules rules();

  /** Waits for the first word of the control plane to this process, at most {@code most}. */
  Rules awaitRules(Duration most) throws InterruptedException;

  /** Asks whether an action may run. Asking again with the same request id changes nothing. */
  Answer request(Ask ask);

  /**
   * How an approval stands, as soon as its version is greater than {@code after}, or after {@code
   * most}.
   */
  Answer watch(String approval, long after, Duration most);

  /** Uses an approval up. Asking again with the same request id changes nothing. */
  Answer consume(Use use);

  /** Tells what came of an action, in the background, until the control plane has heard it. */
  void report(Report report);

  /** What may need approval. */
  sealed interface Rules {

    /**
     * The rules that may cover this process.
     *
     * @param outage why nobody can be asked now, or null
     */
    record Known(List<ApprovalRule> rules, @Nullable String outage) implements Rules {

      /** Copies the list. */
      public Known {
        rules = List.copyOf(rules);
      }

      /** Whether a rule may hold a call. */
      public boolean mayHold(String tool, String agent) {
        return rules.stream().anyMatch(rule -> rule.mayHold(tool, agent));
      }
    }

    /**
     * The control plane has not been heard of since this process began.
     *
     * @param why what is the matter, for a person to read
     */
    record Unknown(String why) implements Rules {}
  }

  /**
   * A question.
   *
   * @param requestId made for this question
   * @param requester the person for whom the agent works, or null where unknown
   * @param runInput what the run was asked, or null
   * @param hints what the server that has the tool says of it
   */
  record Ask(
      String requestId,
      Action action,
      String actionHash,
      String runId,
      String spanId,
      @Nullable String requester,
      @Nullable String runInput,
      ToolHints hints) {}

  /**
   * The use of an approval.
   *
   * @param actionHash of what is about to run
   */
  record Use(String requestId, String approval, String actionHash) {}

  /**
   * What came of an action.
   *
   * @param execution as {@link Answer.Execution} said
   * @param errorType empty where it did not fail
   */
  record Report(
      String requestId, String approval, String execution, String errorType, long millis) {}

  /** What came of asking. */
  sealed interface Answer {

    /** No rule holds the action. */
    record NotNeeded() implements Answer {}

    /** How the approval stands. */
    record Stands(ApprovalView approval) implements Answer {}

    /** It is used: the action may run now, once. */
    record Execution(ApprovalView approval, String id) implements Answer {}

    /**
     * The control plane decided against it.
     *
     * @param rule the contract's word for why: {@code already_consumed}, {@code role_removed}…
     * @param message for a person to read
     */
    record Rejected(String rule, String message) implements Answer {}

    /**
     * Nobody answers, or not so that it can be understood.
     *
     * @param why for a person to read
     */
    record Unavailable(String why) implements Answer {}
  }
}
