/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.util.List;

/**
 * What the demo's person does about one refund, and what must then have happened, and no more.
 *
 * @param order which
 * @param ticket whose customer wants it
 * @param state of the approval when all is over
 * @param steps of it in the control log, without their prefix
 * @param told what the customer reads; empty where any answer will do
 */
record Verdict(String order, String ticket, String state, List<String> steps, String told) {

  static final Verdict APPROVE =
      new Verdict(
          "A-1002",
          "T-02",
          "EXECUTED",
          List.of("requested", "decided", "settled", "consumed", "reported"),
          "");

  static final Verdict DENY =
      new Verdict(
          "A-1004",
          "T-09",
          "DENIED",
          List.of("requested", "decided", "settled"),
          "A person declined this refund.");

  static final Verdict LEAVE =
      new Verdict(
          "A-1006", "T-10", "PENDING", List.of("requested"), "is waiting for approval by a person");

  /** Of all the refunds that have to wait. */
  static final List<Verdict> ALL = List.of(APPROVE, DENY, LEAVE);

  Verdict {
    steps = List.copyOf(steps);
  }

  /** Whether it is what became of a refund. */
  boolean holdsFor(HeldRefund refund) {
    List<String> expected = steps.stream().map(step -> "approval_" + step).toList();
    return refund.state().equals(state) && refund.steps().equals(expected);
  }

  /** Whether the customer was told so. */
  boolean isToldIn(List<String> said) {
    String answer = "mail " + ticket + ": ";
    return said.stream().anyMatch(line -> line.startsWith(answer) && line.contains(told));
  }
}
