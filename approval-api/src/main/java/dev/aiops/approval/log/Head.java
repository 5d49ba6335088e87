/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Instant;

/**
 * A place in the log after which something may stand: its last row, as far as somebody knows.
 *
 * @param seq the row's place; 0 in an empty log
 * @param at the row's time; the epoch in an empty log
 * @param hash the row's hash; empty in an empty log
 */
public record Head(long seq, Instant at, String hash) {

  /** Before the first row. */
  public static final Head START = new Head(0, Instant.EPOCH, "");

  /** At a row. */
  public static Head at(Committed row) {
    return new Head(row.seq(), row.at(), row.hash());
  }
}
