/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * A process asks for money.
 *
 * @param request unique for each ask, and the same when it is repeated
 * @param need the least that helps: what the call at hand lacks, in nano-USD
 * @param service what the process says it is, for people to read; empty if unknown
 */
public record GrantRequest(
    String request, String budget, Holder holder, long need, String service) {

  /** By a process that does not say its service. */
  public GrantRequest(String request, String budget, Holder holder, long need) {
    this(request, budget, holder, need, "");
  }
}
