/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A sample agent app and a simulated provider. */
@NullMarked
package dev.aiops.demo;

import org.jspecify.annotations.NullMarked;
