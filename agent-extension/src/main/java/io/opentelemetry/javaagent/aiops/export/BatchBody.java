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
 * The body of a batch's insert: one LZ4 frame in which each stored block is followed by its last
 * column, the batch's id once per row. The same batch under the same id gives the same bytes.
 */
final class BatchBody {

  private final Batch batch;
  private final List<byte[]> idColumns = new ArrayList<>();

  BatchBody(Batch batch) {
    this.batch = batch;
    Lz4Frame lz4 = new Lz4Frame();
    for (Batch.Block block : batch.blocks()) {
      idColumns.add(idColumn(batch.id(), block.rows(), lz4));
    }
  }

  /** Bytes that {@link #writeTo} writes. */
  long length() {
    long columns = idColumns.stream().mapToLong(column -> column.length).sum();
    return Lz4Frame.head().length + batch.bytes() + columns + Lz4Frame.end().length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(Lz4Frame.head());
    try (Batch.BlockSource source = batch.open()) {
      for (int i = 0; i < idColumns.size(); i++) {
        source.copy(batch.blocks().get(i), out);
        out.write(idColumns.get(i));
      }
    }
    out.write(Lz4Frame.end());
  }

  private static byte[] idColumn(String id, int rows, Lz4Frame lz4) {
    NativeWriter column = new NativeWriter();
    column.string(Table.BATCH_COLUMN);
    column.string("String");
    for (int row = 0; row < rows; row++) {
      column.string(id);
    }
    return lz4.blocks(column.buffer(), column.size());
  }
}
