/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From a finished span to a visible row: rows are encoded as ClickHouse Native blocks, kept in a
 * spool that survives the process, and inserted exactly once.
 *
 * <p>Two daemon threads do all of it: the {@link
 * io.opentelemetry.javaagent.aiops.export.SpoolWriter} encodes and appends, the {@link
 * io.opentelemetry.javaagent.aiops.export.Shipper} sends. The app's threads only put references
 * into bounded queues.
 */
@NullMarked
package io.opentelemetry.javaagent.aiops.export;

import org.jspecify.annotations.NullMarked;
