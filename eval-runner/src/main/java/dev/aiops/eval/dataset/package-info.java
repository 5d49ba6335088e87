/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Cases with expectations, saved in versions, and experiments that score recorded runs by them. */
@NullMarked
package dev.aiops.eval.dataset;

import org.jspecify.annotations.NullMarked;
