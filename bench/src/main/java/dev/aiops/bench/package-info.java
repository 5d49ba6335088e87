/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How fast it is. */
@NullMarked
package dev.aiops.bench;

import org.jspecify.annotations.NullMarked;
