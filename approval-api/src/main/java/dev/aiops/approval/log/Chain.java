/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import dev.aiops.approval.log.Entry.Amounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a row holds on to the one before it. */
final class Chain {

  private Chain() {}

  /** The row that says an entry, in the place after a head. */
  static Committed link(Head head, Instant at, String writer, Entry entry) {
    long seq = head.seq() + 1;
    return new Committed(
        seq, at, writer, entry, head.hash(), hash(seq, at, writer, entry, head.hash()));
  }

  /** What keeps a row from being the one after a head; null where it is. */
  static @Nullable String fault(Head head, Committed row) {
    if (row.seq() != head.seq() + 1) {
      return "the row is missing";
    }
    if (!row.hash().equals(hash(row))) {
      return "the row was changed: its hash is not that of its columns";
    }
    if (!row.prevHash().equals(head.hash())) {
      return "its prev_hash is not the hash of the row before";
    }
    return row.at().isBefore(head.at()) ? "it is earlier than the row before" : null;
  }

  /** The head after rows that follow one. Fails on the first that does not. */
  static Head follow(Head head, Iterable<Committed> rows) {
    Head last = head;
    for (Committed row : rows) {
      String fault = fault(last, row);
      if (fault != null) {
        throw new ControlLogBrokenException(last.seq() + 1, fault);
      }
      last = Head.at(row);
    }
    return last;
  }

  private static String hash(Committed row) {
    return hash(row.seq(), row.at(), row.writer(), row.entry(), row.prevHash());
  }

  /** Over every column but the hash, in the table's order. */
  private static String hash(long seq, Instant at, String writer, Entry entry, String previous) {
    Canonical row = new Canonical().number(seq).number(at.toEpochMilli()).text(writer);
    row.text(entry.kind()).text(entry.entity()).text(entry.stateAfter());
    amounts(row, entry.amounts());
    return row.text(entry.actor()).text(entry.body()).text(previous).sha256();
  }

  private static void amounts(Canonical row, @Nullable Amounts amounts) {
    if (amounts == null) {
      row.text("").none().none().none().none();
      return;
    }
    row.text(amounts.budget()).number(amounts.day().toEpochDay());
    row.number(amounts.cap()).number(amounts.spent()).number(amounts.leased());
  }
}
