/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The policy file: read whole, and refused with every mistake in it at once. */
@NullMarked
package dev.aiops.approval.policy;

import org.jspecify.annotations.NullMarked;
