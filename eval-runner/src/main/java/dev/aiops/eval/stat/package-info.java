/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests, intervals and sample sizes. Plain numbers in, plain numbers out; nothing of scores or runs
 * is known here.
 */
@NullMarked
package dev.aiops.eval.stat;

import org.jspecify.annotations.NullMarked;
