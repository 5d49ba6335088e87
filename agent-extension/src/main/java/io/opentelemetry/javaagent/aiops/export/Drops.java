/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.EnumMap;
import java.util.Map;

/** Rows that were lost, counted exactly, and what of that is not yet in the log itself. */
final class Drops {

  /** Why rows are lost. */
  enum Reason {
    /** The app made rows faster than they could be encoded. */
    QUEUE_FULL("queue_full"),
    /** {@code aiops.spool.max.bytes} was reached; the oldest went. */
    SPOOL_FULL("spool_full"),
    /** The server will never take them; the file is in the rejected folder. */
    REJECTED("rejected"),
    /** A row could not be encoded at all. */
    UNENCODABLE("unencodable");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** How many rows of one table were lost for one reason. */
  record Loss(Table table, Reason reason) {}

  private final Map<Loss, Long> unreported = new java.util.HashMap<>();
  private final Map<Reason, Boolean> said = new EnumMap<>(Reason.class);
  private final OnceLog log;
  private long total;

  Drops(OnceLog log) {
    this.log = log;
  }

  synchronized void add(Table table, Reason reason, long rows) {
    total += rows;
    unreported.merge(new Loss(table, reason), rows, Long::sum);
    if (said.put(reason, true) == null) {
      log.warn(
          "drop " + reason,
          reason.text(),
          "telemetry is being dropped ("
              + reason.text()
              + "), first of "
              + table.sqlName()
              + "; the exact number goes to otel_logs as aiops.telemetry.dropped");
    }
  }

  synchronized long total() {
    return total;
  }

  synchronized boolean hasUnreported() {
    return !unreported.isEmpty();
  }

  /** What was lost since the last call. */
  synchronized Map<Loss, Long> takeUnreported() {
    Map<Loss, Long> taken = Map.copyOf(unreported);
    unreported.clear();
    said.clear();
    for (Reason reason : Reason.values()) {
      log.over("drop " + reason, "telemetry is no longer dropped (" + reason.text() + ")");
    }
    return taken;
  }
}
