/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Who asks: bearer tokens, kept as hashes, and what each may speak for. */
@NullMarked
package dev.aiops.approval.access;

import org.jspecify.annotations.NullMarked;
