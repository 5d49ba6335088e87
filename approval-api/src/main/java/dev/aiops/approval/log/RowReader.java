/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.approval.log.Entry.Amounts;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RowWriter} writes. It is strict: two different rows of the table are never read
 * as the same, or a change would go unnoticed.
 */
final class RowReader {

  private static final char REPLACEMENT = '\uFFFD';

  private final ByteBuffer in;

  private RowReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<Committed> rows(byte[] bytes) {
    RowReader reader = new RowReader(bytes);
    List<Committed> rows = new ArrayList<>();
    while (reader.in.hasRemaining()) {
      rows.add(reader.row());
    }
    return rows;
  }

  private Committed row() {
    long seq = in.getLong();
    try {
      return row(seq);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ControlLogBrokenException(seq, "no writer writes such a row: " + e.getMessage());
    } catch (BufferUnderflowException e) {
      throw new IllegalStateException("ClickHouse's answer ends within seq " + seq, e);
    }
  }

  private Committed row(long seq) {
    Instant at = Instant.ofEpochMilli(in.getLong());
    String writer = text();
    String kind = text();
    String entity = text();
    String stateAfter = text();
    Amounts amounts = amounts();
    Entry entry = new Entry(kind, entity, stateAfter, amounts, text(), text());
    return new Committed(seq, at, writer, entry, text(), text());
  }

  private @Nullable Amounts amounts() {
    String budget = text();
    Integer day = absent() ? null : Integer.valueOf(in.getInt());
    Long cap = number();
    Long spent = number();
    Long leased = number();
    if (budget.isEmpty() && day == null && cap == null && spent == null && leased == null) {
      return null;
    }
    return new Amounts(
        budget,
        LocalDate.ofEpochDay(there(day).longValue()),
        there(cap),
        there(spent),
        there(leased));
  }

  private static <N extends Number> N there(@Nullable N number) {
    if (number == null) {
      throw new IllegalArgumentException("its amounts are half there");
    }
    return Objects.requireNonNull(number);
  }

  private @Nullable Long number() {
    return absent() ? null : Long.valueOf(in.getLong());
  }

  private boolean absent() {
    return in.get() != 0;
  }

  private String text() {
    int length = length();
    int from = in.position();
    in.position(from + length);
    String text = new String(in.array(), from, length, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isWhole(text, from, length)) {
      throw new IllegalArgumentException("a text is not UTF-8");
    }
    return text;
  }

  private boolean isWhole(String text, int from, int length) {
    byte[] again = text.getBytes(UTF_8);
    return Arrays.equals(again, 0, again.length, in.array(), from, from + length);
  }

  private int length() {
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      length |= (next & 0x7F) << shift;
      if (next >= 0) {
        return length;
      }
    }
  }
}
