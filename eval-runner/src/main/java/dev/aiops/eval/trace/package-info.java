/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Recorded runs as evaluators see them, and reading them. What was not recorded is unknown, never
 * empty.
 */
@NullMarked
package dev.aiops.eval.trace;

import org.jspecify.annotations.NullMarked;
