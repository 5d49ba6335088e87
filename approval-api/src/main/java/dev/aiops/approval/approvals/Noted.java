/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.DecidedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log about an approval.
 *
 * @param text the reason that was given, or what the row says beside its kind
 * @param vote a person's answer, where the row is one
 * @param as how a person was known, where one took it back; null in rows that did not note it
 */
public record Noted(
    long seq,
    Instant at,
    String kind,
    String by,
    ApprovalState state,
    String text,
    @Nullable Vote vote,
    @Nullable DecidedAs as) {}
