/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Caller;
import java.time.Instant;

/**
 * A tool call that a run had made before with the same arguments.
 *
 * @param caller whose model is unknown
 * @param times how often the run has made it, with this one
 */
record ToolUse(Instant at, String run, Caller caller, long times) {}
