/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * Bounds that protect the control plane itself.
 *
 * @param leasesPerMinute leases one identity may open in a minute, over all budgets: a process in a
 *     crash loop strands one each time
 * @param adminRole who may halt, resume, revoke and release
 */
public record Limits(int leasesPerMinute, String adminRole) {

  /** 60 leases a minute; the role {@code admin}. */
  public static final Limits DEFAULT = new Limits(60, "admin");
}
