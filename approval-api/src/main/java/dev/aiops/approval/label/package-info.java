/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What people say of recorded runs, by the criteria of judges. */
@NullMarked
package dev.aiops.approval.label;

import org.jspecify.annotations.NullMarked;
