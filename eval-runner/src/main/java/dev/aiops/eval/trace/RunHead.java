/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run without its calls; without spans nothing is known of these. */
record RunHead(
    String id,
    String traceId,
    Origin origin,
    List<String> models,
    Ending ending,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean hasSpans,
    @Nullable Content input,
    @Nullable Content output) {}
