/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Judges: models that say by one criterion how good a recorded run was. */
@NullMarked
package dev.aiops.eval.judge;

import org.jspecify.annotations.NullMarked;
