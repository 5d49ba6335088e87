/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a policy would have done with the calls that were recorded: a pure replay, what it reads
 * from the log, and how its findings are told.
 */
@NullMarked
package dev.aiops.approval.backtest;

import org.jspecify.annotations.NullMarked;
