/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import dev.aiops.approval.budget.DecidedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a batch; its progress is not among it.
 *
 * @param kind of the row
 * @param by a person, or the name of an eval-runner's token
 * @param state after it
 * @param text what the row says beside its kind; may be empty
 * @param as how a person was known; null where it was none
 */
public record BatchNote(
    Instant at, String kind, String by, BatchState state, String text, @Nullable DecidedAs as) {}
