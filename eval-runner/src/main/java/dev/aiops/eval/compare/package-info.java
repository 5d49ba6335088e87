/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Whether a change made runs worse: two sets of scores compared, with a verdict for each evaluator.
 */
@NullMarked
package dev.aiops.eval.compare;

import org.jspecify.annotations.NullMarked;
