/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;

/** The budget that refuses a call, and its rule. */
record Refusal(Budget budget, Rule rule) {}
