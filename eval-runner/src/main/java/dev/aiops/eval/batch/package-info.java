/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Evaluates a frozen selection of runs over history. */
@NullMarked
package dev.aiops.eval.batch;

import org.jspecify.annotations.NullMarked;
