/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** Rows of one table and day, encoded and compressed: what is appended to a batch at once. */
final class EncodedBlock {

  private final int rows;
  private final byte[] body;

  /**
   * @param body blocks of an LZ4 frame holding a Native block without its last column; not copied
   */
  EncodedBlock(int rows, byte[] body) {
    this.rows = rows;
    this.body = body;
  }

  int rows() {
    return rows;
  }

  byte[] body() {
    return body;
  }
}
