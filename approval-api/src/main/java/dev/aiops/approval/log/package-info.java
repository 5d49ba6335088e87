/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The one ordered log of everything decided: appended by compare and set, never changed. */
@NullMarked
package dev.aiops.approval.log;

import org.jspecify.annotations.NullMarked;
