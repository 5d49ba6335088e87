/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.List;

/**
 * What comes of a command.
 *
 * @param entries what is to be in the log, in order, before the caller is answered; may be empty
 * @param reply the caller's answer
 */
public record Decision<R>(List<Entry> entries, R reply) {

  /** Copies the entries. */
  public Decision {
    entries = List.copyOf(entries);
  }

  /** An answer that changes nothing. */
  public static <R> Decision<R> of(R reply) {
    return new Decision<>(List.of(), reply);
  }
}
