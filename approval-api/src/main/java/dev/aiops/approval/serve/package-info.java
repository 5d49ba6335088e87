/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Configuration, files that are watched, and the process. */
@NullMarked
package dev.aiops.approval.serve;

import org.jspecify.annotations.NullMarked;
