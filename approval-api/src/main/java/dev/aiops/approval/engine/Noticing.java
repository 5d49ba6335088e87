/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.log.Sequencer;
import dev.aiops.approval.notify.Ledger;
import dev.aiops.approval.notify.Outboxes;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The commands on what people are to be told of; as those of {@link Engine}. */
final class Noticing implements Outboxes {

  private final Sequencer<State> sequencer;

  Noticing(Sequencer<State> sequencer) {
    this.sequencer = sequencer;
  }

  @Override
  public Ledger known() {
    return ledger(sequencer.state());
  }

  @Override
  public Instant newest() {
    return sequencer.head().at();
  }

  @Override
  public <R> CompletableFuture<R> send(Ask<R> ask) {
    return sequencer.send((state, now) -> ask.decide(ledger(state), now));
  }

  private static Ledger ledger(State state) {
    return new Ledger(state.outbox(), state.approvals(), state.budgets());
  }
}
