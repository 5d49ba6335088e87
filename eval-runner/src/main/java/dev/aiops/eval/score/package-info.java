/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Scores: what they are, writing them exactly once, and reading them. */
@NullMarked
package dev.aiops.eval.score;

import org.jspecify.annotations.NullMarked;
