/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for more that a person decided.
 *
 * @param amount that was asked for, in nano-USD
 * @param reason as the requester gave it
 * @param at when it was decided
 * @param said the reason of who decided; empty without
 * @param as how that person was known; null in rows of versions that did not note it
 */
public record DecidedRaise(
    DayId raise,
    long amount,
    String requester,
    String reason,
    boolean approved,
    Instant at,
    String by,
    String said,
    @Nullable DecidedAs as) {}
