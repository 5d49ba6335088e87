/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The eval commands of ./aiops. */
@NullMarked
package dev.aiops.eval.command;

import org.jspecify.annotations.NullMarked;
