/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.Duration;

/**
 * The health of the export at one moment; counters count since the start of this process.
 *
 * @param rowsQueued rows handed over and not yet encoded
 * @param rowsSpooled rows that reached the spool
 * @param rowsSent rows known to be in ClickHouse, adopted ones included
 * @param rowsDropped rows lost: queue full, spool full, or refused for good
 * @param bytesSent body bytes of accepted inserts, as compressed on the wire
 * @param inserts accepted inserts
 * @param retries inserts that had to be repeated, for whatever reason
 * @param burntTokens batches sent again under a new id because a server crash had kept the token
 *     and lost the rows
 * @param filesWaiting batches waiting, the open ones included
 * @param bytesWaiting their bytes
 * @param batchesAdopted batches taken over from dead processes
 * @param lag age of the oldest row that is not yet in ClickHouse; zero when none waits
 * @param lastError what the last failed insert said; empty after a success
 */
public record ExportStats(
    long rowsQueued,
    long rowsSpooled,
    long rowsSent,
    long rowsDropped,
    long bytesSent,
    long inserts,
    long retries,
    long burntTokens,
    long filesWaiting,
    long bytesWaiting,
    long batchesAdopted,
    Duration lag,
    String lastError) {}
