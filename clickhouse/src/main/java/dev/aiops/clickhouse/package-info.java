/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Where the log is kept. */
@NullMarked
package dev.aiops.clickhouse;

import org.jspecify.annotations.NullMarked;
