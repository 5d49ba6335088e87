/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What may still be spent: budgets, their days, and the leases processes hold of them. */
@NullMarked
package dev.aiops.approval.budget;

import org.jspecify.annotations.NullMarked;
