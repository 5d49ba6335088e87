/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Caller;
import java.time.Instant;

/**
 * A model call as it was recorded.
 *
 * @param at when it began
 * @param run its run; empty outside one
 * @param process service and instance that made it
 */
record Call(Instant at, String run, String process, Caller caller, Bill bill) {}
