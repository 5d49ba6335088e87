/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose runs are frozen.
 *
 * @param batch its id
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param runs how many were selected, by one definition at least
 * @param runsByDefinition how many each definition selected; tags are looked at later, so that it
 *     may be fewer
 * @param estimatedCostUsd what judging may cost, in USD, by what it has cost so far; code costs
 *     nothing; null where a judge has not judged yet
 */
public record Plan(
    String batch,
    Instant from,
    Instant until,
    long runs,
    Map<String, Long> runsByDefinition,
    @Nullable BigDecimal estimatedCostUsd) {}
