/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one table and one UTC day that become one insert, one part, under one id. Appended to
 * until it is sealed, then sent unchanged until it is known to be stored.
 *
 * <p>The blocks do not hold the id: {@link BatchBody} adds it, so that a batch whose token is burnt
 * can be sent again under another id. Guarded by the {@link Spool} until sealed, then owned by the
 * {@link Shipper}.
 */
abstract sealed class Batch permits FileBatch, MemoryBatch {

  private static final int MANY_FAILURES = 10;

  private final Table table;
  private final List<Block> blocks = new ArrayList<>();
  private String id;
  private long rows;
  private long bytes;
  private boolean inDoubt;
  private boolean adopted;
  private int failures;
  private long firstFailure;

  Batch(Table table, String id) {
    this.table = table;
    this.id = id;
  }

  /** Where one block lies and how many rows it has. */
  record Block(int rows, long offset, int length) {}

  /** Appends a block; after an exception the batch is as it was before. */
  abstract void append(EncodedBlock block) throws IOException;

  /** No block will follow. */
  abstract void seal();

  /** Opens what {@link BlockSource#copy} reads. */
  abstract BlockSource open() throws IOException;

  /** Forgets the batch. */
  abstract void delete();

  /** Puts the batch aside for a person to look at; memory batches just go. */
  abstract void reject();

  /** Makes the id durable before the batch is sent under it. */
  abstract void rename(String newId) throws IOException;

  final Table table() {
    return table;
  }

  /** The value of the BatchId column and the deduplication token. */
  final String id() {
    return id;
  }

  final long rows() {
    return rows;
  }

  /** Compressed bytes, without the BatchId columns. */
  final long bytes() {
    return bytes;
  }

  final List<Block> blocks() {
    return blocks;
  }

  /** Whether an earlier insert may have been stored although nobody was told. */
  final boolean inDoubt() {
    return inDoubt;
  }

  final void doubt() {
    inDoubt = true;
  }

  /** Whether a dead process left it. */
  final boolean isAdopted() {
    return adopted;
  }

  /** A dead process left it: what that did with it nobody knows. */
  final void adopted() {
    adopted = true;
    inDoubt = true;
  }

  /** Counts one more failure that may be the server's fault or the batch's. */
  final void failed(long nanoTime) {
    firstFailure = failures++ == 0 ? nanoTime : firstFailure;
  }

  final int failures() {
    return failures;
  }

  /** When it failed first, by {@link System#nanoTime}. */
  final long firstFailure() {
    return firstFailure;
  }

  /** Whether it has failed so often that others go first and no longer wait for it. */
  final boolean isSuspect() {
    return failures >= MANY_FAILURES;
  }

  final void added(Block block) {
    blocks.add(block);
    rows += block.rows();
    bytes += block.length();
  }

  /**
   * Takes the next id of the fixed chain {@code id, id~1, id~2}: whoever sends this batch after a
   * crash walks the same chain, so each token is still tried before the next one.
   */
  final int renew() throws IOException {
    int mark = id.indexOf('~');
    int next = mark < 0 ? 1 : Integer.parseInt(id.substring(mark + 1)) + 1;
    String renewed = (mark < 0 ? id : id.substring(0, mark)) + '~' + next;
    rename(renewed);
    id = renewed;
    return next;
  }

  /** Blocks of a batch, readable. */
  interface BlockSource extends AutoCloseable {
    void copy(Block block, OutputStream to) throws IOException;

    @Override
    void close();
  }
}
