/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Batches that people asked for at the control plane: takes them, runs them and tells how they go.
 */
@NullMarked
package dev.aiops.eval.request;

import org.jspecify.annotations.NullMarked;
