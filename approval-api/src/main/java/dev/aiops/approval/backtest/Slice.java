/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.time.Instant;

/**
 * A part of the time that is replayed, short enough for the server to sort its calls.
 *
 * @param calls that began within it
 */
record Slice(Instant from, Instant to, long calls) {}
