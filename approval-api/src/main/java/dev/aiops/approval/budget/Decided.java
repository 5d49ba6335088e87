/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Entry;
import java.util.List;

/**
 * What a command comes to: rows to append after the state it was decided on, and the answer once
 * they are durable. Without rows the answer may go out at once.
 */
public record Decided<R>(List<Entry> entries, R reply) {

  public Decided {
    entries = List.copyOf(entries);
  }

  static <R> Decided<R> nothing(R reply) {
    return new Decided<>(List.of(), reply);
  }
}
