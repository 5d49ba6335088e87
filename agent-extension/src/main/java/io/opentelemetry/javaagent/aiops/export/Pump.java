/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.javaagent.aiops.export.NativeWriter.BlockTooLargeException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes rows of one table from their queue, encodes them day by day and appends them to the spool.
 * Run by the writer thread alone.
 *
 * @param <R> what the app's threads hand over
 * @param <T> a row of it
 */
final class Pump<R, T> {

  private static final int ROWS_OF_BLOCK = 1024;
  private static final int SHORTEST_TEXT = 64;
  private static final long NANOS_OF_DAY = TimeUnit.DAYS.toNanos(1);

  private final Handoff<R> handoff;
  private final Function<R, T> toRow;
  private final RowEncoder<T> encoder;
  private final Sink sink;

  /** What all pumps share: one thread runs them, so one buffer serves them. */
  record Sink(
      Spool spool, Drops drops, Counters counters, OnceLog log, BlockWriter block, Lz4Frame lz4) {}

  Pump(Handoff<R> handoff, Function<R, T> toRow, RowEncoder<T> encoder, Sink sink) {
    this.handoff = handoff;
    this.toRow = toRow;
    this.encoder = encoder;
    this.sink = sink;
  }

  /** Spools all rows that are there now; later ones wait for the next pass. */
  void drain() {
    int rest = handoff.size();
    while (rest > 0) {
      List<R> taken = handoff.poll(Math.min(rest, ROWS_OF_BLOCK));
      if (taken.isEmpty()) {
        return;
      }
      rest -= taken.size();
      spool(taken.stream().flatMap(this::row).toList());
    }
  }

  void spool(List<T> rows) {
    Map<Long, List<T>> days =
        rows.stream().collect(Collectors.groupingBy(this::day, TreeMap::new, Collectors.toList()));
    days.forEach((day, ofDay) -> spool(ofDay, day, NativeWriter.MAX_TEXT));
  }

  private Stream<T> row(R handed) {
    try {
      return Stream.of(toRow.apply(handed));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      lost(1, e);
      return Stream.empty();
    }
  }

  private void lost(long rows, Throwable e) {
    sink.log().bug("cannot encode a row of " + encoder.table().sqlName(), e);
    sink.drops().add(encoder.table(), Drops.Reason.UNENCODABLE, rows);
  }

  private long day(T row) {
    return Math.floorDiv(encoder.epochNanos(row), NANOS_OF_DAY);
  }

  private void spool(List<T> rows, long day, int maxText) {
    try {
      sink.spool().append(encoder.table(), day, encode(rows, maxText), System.nanoTime());
      sink.counters().rowsSpooled.add(rows.size());
    } catch (BlockTooLargeException e) {
      spoolSmaller(rows, day, maxText);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      sink.log().bug("cannot encode a row of " + encoder.table().sqlName(), e);
      spoolSmaller(rows, day, SHORTEST_TEXT);
    }
  }

  private EncodedBlock encode(List<T> rows, int maxText) {
    sink.block().begin(encoder.table(), rows.size(), maxText);
    encoder.encode(rows, sink.block());
    NativeWriter out = sink.block().out();
    return new EncodedBlock(rows.size(), sink.lz4().blocks(out.buffer(), out.size()));
  }

  /** Halves the rows; a single row has its texts cut shorter; what is left is a lost row. */
  private void spoolSmaller(List<T> rows, long day, int maxText) {
    int half = rows.size() / 2;
    if (half > 0) {
      spool(rows.subList(0, half), day, NativeWriter.MAX_TEXT);
      spool(rows.subList(half, rows.size()), day, NativeWriter.MAX_TEXT);
    } else if (maxText > SHORTEST_TEXT) {
      spool(rows, day, Math.max(SHORTEST_TEXT, maxText / 16));
    } else {
      sink.drops().add(encoder.table(), Drops.Reason.UNENCODABLE, rows.size());
    }
  }
}
