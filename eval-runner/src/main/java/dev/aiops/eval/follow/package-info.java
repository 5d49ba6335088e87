/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Evaluates runs once they have ended and been quiet. */
@NullMarked
package dev.aiops.eval.follow;

import org.jspecify.annotations.NullMarked;
