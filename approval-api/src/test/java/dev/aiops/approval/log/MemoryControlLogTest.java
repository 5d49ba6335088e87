/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

class MemoryControlLogTest extends ControlLogContractTest {

  private MemoryControlLog log = new MemoryControlLog();

  @Override
  ControlLog writer() {
    return log;
  }

  @Override
  void clear() {
    log = new MemoryControlLog();
  }

  @Override
  void plant(Committed row) {
    log.plant(row);
  }

  @Override
  void remove(long seq) {
    log.remove(seq);
  }
}
