/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.concurrent.atomic.LongAdder;

/** What the export counts since the start of the process. */
final class Counters {
  final LongAdder rowsSpooled = new LongAdder();
  final LongAdder rowsSent = new LongAdder();
  final LongAdder bytesSent = new LongAdder();
  final LongAdder inserts = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder burntTokens = new LongAdder();
  final LongAdder batchesAdopted = new LongAdder();
}
