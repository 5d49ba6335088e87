/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Looks at a reference: comparisons that are kept, and those that follow a schedule. */
@NullMarked
package dev.aiops.eval.look;

import org.jspecify.annotations.NullMarked;
