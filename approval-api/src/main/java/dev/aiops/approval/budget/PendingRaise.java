/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Instant;

/**
 * A request for more that waits for a person.
 *
 * @param at when it was asked for
 * @param amount what is to be added, in nano-USD
 * @param requester who asked, and so may not decide
 * @param reason as the requester gave it
 * @param standing how the budget stands meanwhile
 */
public record PendingRaise(
    DayId raise, Instant at, long amount, String requester, String reason, Standing standing) {}
