/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import dev.aiops.approval.budget.Glob;

/** The calls an agent's token may speak for: all three patterns must match. */
public record Scope(Glob service, Glob environment, Glob team) {

  /** Whether a process that says this of itself may be believed. */
  public boolean covers(String ofService, String ofEnvironment, String ofTeam) {
    return service.matches(ofService) && environment.matches(ofEnvironment) && team.matches(ofTeam);
  }
}
