/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model: a step of its run.
 *
 * @param spanId its span
 * @param startedAt when it began
 * @param duration how long it took, retries included
 * @param provider who served it
 * @param model the model asked for
 * @param usage tokens and cost
 * @param ending how it ended
 * @param input the messages it was sent, as JSON; null where they were not recorded
 * @param output the messages it answered, as JSON; null where they were not recorded
 */
public record ModelCall(
    String spanId,
    Instant startedAt,
    Duration duration,
    String provider,
    String model,
    Usage usage,
    Ending ending,
    @Nullable Content input,
    @Nullable Content output) {}
