/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.time.Instant;

/**
 * A run called a tool again with the same arguments.
 *
 * @param times how often it has called that tool with these arguments, with this call
 */
record ToolUse(Instant at, String run, long times) {}
