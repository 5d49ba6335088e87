/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Batches of evals: who asks for one, what it may cost, who may start and stop it, and how it goes.
 */
@NullMarked
package dev.aiops.approval.evals;

import org.jspecify.annotations.NullMarked;
