/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import org.jspecify.annotations.Nullable;

/**
 * What each date of a schedule is compared with, once its batch is done.
 *
 * @param margin the smallest drop of the score that matters, above 0 and at most 1
 * @param reference the runs that are compared with; null for those of the first date that can be
 *     compared with
 */
public record NightlyGate(double margin, @Nullable RunFilter reference) {}
