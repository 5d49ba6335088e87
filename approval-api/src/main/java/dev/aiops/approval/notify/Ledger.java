/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.Budgets;

/** What the control log says, as far as notices need it. */
public record Ledger(Outbox outbox, Approvals approvals, Budgets budgets) {}
