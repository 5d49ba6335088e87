/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import java.time.Instant;
import java.util.UUID;

/** Where a link looks for a run of which a panel knows only something that it did. */
public final class RunLink {

  private RunLink() {}

  /**
   * Beginning of the time, milliseconds: a minute before the run began, where its id says when,
   * else a day before what it did.
   */
  public static String from(String run, Instant did) {
    boolean saysWhen = run.length() == 36;
    long from =
        saysWhen
            ? (UUID.fromString(run).getMostSignificantBits() >>> 16) - 60_000
            : did.toEpochMilli() - 86_400_000;
    return Long.toString(from);
  }
}
