/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * "Raise today's cap of a budget by an amount until midnight."
 *
 * @param request the same when it is repeated
 * @param amount what is to be added, in nano-USD
 */
public record RaiseRequest(
    String request, String budget, long amount, Actor requester, String reason) {}
