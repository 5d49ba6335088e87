/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which batch goes next: run events first, live batches and the backlog of a dead process in turns,
 * the oldest first, and after all others what has failed often.
 */
final class SendOrder {

  private boolean adoptedTurn;

  /**
   * The next of these, or null.
   *
   * @param suspectsToo whether one that has failed often may be tried when there is no other
   */
  @Nullable Batch next(List<Batch> batches, Set<Table> onHold, boolean suspectsToo) {
    adoptedTurn = !adoptedTurn;
    Batch next = null;
    for (Batch batch : batches) {
      boolean may = !onHold.contains(batch.table()) && (suspectsToo || !batch.isSuspect());
      if (may && (next == null || precedes(batch, next))) {
        next = batch;
      }
    }
    return next;
  }

  private boolean precedes(Batch batch, Batch other) {
    if (batch.isSuspect() || other.isSuspect()) {
      return batch.failures() < other.failures();
    }
    boolean run = batch.table() == Table.RUN_EVENTS;
    if (run != (other.table() == Table.RUN_EVENTS)) {
      return run;
    }
    if (batch.isAdopted() != other.isAdopted()) {
      return batch.isAdopted() == adoptedTurn;
    }
    return batch.id().compareTo(other.id()) < 0;
  }
}
