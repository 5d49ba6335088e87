/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a model call costs. */
@NullMarked
package dev.aiops.pricing;

import org.jspecify.annotations.NullMarked;
