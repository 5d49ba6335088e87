/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.approval.log.Entry.Amounts;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as ClickHouse's {@code RowBinary} has them. */
final class RowWriter {

  /** In the order of the bytes. */
  static final String COLUMNS =
      "seq, at, writer, kind, entity, state_after, budget, day, cap_nanos, spent_nanos,"
          + " leased_nanos, actor, body, prev_hash, hash";

  private static final int NOT_NULL = 0;
  private static final int NULL = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private RowWriter() {}

  static byte[] bytes(List<Committed> rows) {
    RowWriter writer = new RowWriter();
    rows.forEach(writer::row);
    return writer.out.toByteArray();
  }

  private void row(Committed row) {
    Entry entry = row.entry();
    int64(row.seq());
    int64(row.at().toEpochMilli());
    List.of(row.writer(), entry.kind(), entry.entity(), entry.stateAfter()).forEach(this::text);
    amounts(entry.amounts());
    List.of(entry.actor(), entry.body(), row.prevHash(), row.hash()).forEach(this::text);
  }

  private void amounts(@Nullable Amounts amounts) {
    if (amounts == null) {
      text("");
      out.writeBytes(new byte[] {NULL, NULL, NULL, NULL});
      return;
    }
    text(amounts.budget());
    out.write(NOT_NULL);
    littleEndian(amounts.day().toEpochDay(), Integer.BYTES);
    for (long nanos : new long[] {amounts.cap(), amounts.spent(), amounts.leased()}) {
      out.write(NOT_NULL);
      int64(nanos);
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int rest = bytes.length;
    for (; rest >= 0x80; rest >>>= 7) {
      out.write(rest | 0x80);
    }
    out.write(rest);
    out.writeBytes(bytes);
  }

  private void int64(long number) {
    littleEndian(number, Long.BYTES);
  }

  private void littleEndian(long number, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (number >>> (Byte.SIZE * i)));
    }
  }
}
