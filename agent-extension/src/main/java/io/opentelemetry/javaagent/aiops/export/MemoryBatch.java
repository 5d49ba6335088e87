/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A batch kept in memory while the disk takes none; it dies with the process. */
final class MemoryBatch extends Batch {

  private final List<byte[]> bodies = new ArrayList<>();

  MemoryBatch(Table table, String id) {
    super(table, id);
  }

  @Override
  void append(EncodedBlock block) {
    added(new Block(block.rows(), bodies.size(), block.body().length));
    bodies.add(block.body());
  }

  @Override
  void seal() {}

  @Override
  BlockSource open() {
    return new BlockSource() {
      @Override
      public void copy(Block block, OutputStream to) throws IOException {
        to.write(bodies.get((int) block.offset()));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  void delete() {
    bodies.clear();
  }

  @Override
  void reject() {
    bodies.clear();
  }

  @Override
  void rename(String newId) {}
}
