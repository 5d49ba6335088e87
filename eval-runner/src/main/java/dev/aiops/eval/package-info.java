/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How good the runs were. Recorded spans are read, nothing of the live system is touched. */
@NullMarked
package dev.aiops.eval;

import org.jspecify.annotations.NullMarked;
