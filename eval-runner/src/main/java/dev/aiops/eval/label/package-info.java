/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What people say of runs, and how far judges agree with them. */
@NullMarked
package dev.aiops.eval.label;

import org.jspecify.annotations.NullMarked;
