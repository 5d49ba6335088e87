/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.ApprovalRule.Reuse;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * Under which names an approval is found again: its request, and its action in its run or, where
 * its rule says so, in its service. A denial is found in its run only, as one denial would else
 * bind a service for ever.
 */
final class Names {

  private static final char BETWEEN = '\u0000';

  private Names() {}

  static String ofRequest(Action action, String request) {
    return "request" + BETWEEN + caller(action) + BETWEEN + request;
  }

  static String inRun(Action action, String run, String hash) {
    return "run" + BETWEEN + caller(action) + BETWEEN + run + BETWEEN + hash;
  }

  static String inService(Action action, String hash) {
    return "service" + BETWEEN + caller(action) + BETWEEN + hash;
  }

  /** The names after an approval changed. */
  static PMap<String, String> of(
      PMap<String, String> names, @Nullable Approval before, Approval next) {
    Asked asked = next.asked();
    PMap<String, String> changed =
        before == null ? names.plus(ofRequest(asked.action(), asked.request()), next.id()) : names;
    changed = set(changed, runName(asked), next, isFoundInRun(next));
    return set(changed, serviceName(asked), next, isFoundInService(next));
  }

  /** The names without those of one that is forgotten. */
  static PMap<String, String> without(PMap<String, String> names, Approval gone) {
    Asked asked = gone.asked();
    PMap<String, String> changed =
        set(names, ofRequest(asked.action(), asked.request()), gone, false);
    return set(set(changed, runName(asked), gone, false), serviceName(asked), gone, false);
  }

  private static PMap<String, String> set(
      PMap<String, String> names, String name, Approval approval, boolean found) {
    boolean its = approval.id().equals(names.get(name));
    if (found) {
      return its ? names : names.plus(name, approval.id());
    }
    return its ? names.minus(name) : names;
  }

  private static boolean isFoundInRun(Approval approval) {
    return approval.state().isFoundAgain() && !approval.asked().run().isEmpty();
  }

  private static boolean isFoundInService(Approval approval) {
    return approval.state().isFoundAgain()
        && approval.state() != ApprovalState.DENIED
        && approval.rule().reuse() == Reuse.SERVICE;
  }

  private static String runName(Asked asked) {
    return inRun(asked.action(), asked.run(), asked.hash());
  }

  private static String serviceName(Asked asked) {
    return inService(asked.action(), asked.hash());
  }

  private static String caller(Action action) {
    return action.service() + BETWEEN + action.environment() + BETWEEN + action.team();
  }
}
