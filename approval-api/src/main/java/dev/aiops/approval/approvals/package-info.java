/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Actions that wait for a person: a state folded from the control log, and the commands on it.
 * Nothing runs that was not approved, and nothing runs twice.
 */
@NullMarked
package dev.aiops.approval.approvals;

import org.jspecify.annotations.NullMarked;
