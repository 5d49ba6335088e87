/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Evaluators in code: a target in, a score, or the reason why there is none, out. */
@NullMarked
package dev.aiops.eval.check;

import org.jspecify.annotations.NullMarked;
