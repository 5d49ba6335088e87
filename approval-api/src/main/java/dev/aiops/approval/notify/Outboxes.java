/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.log.Decision;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The control log, as who sends notices sees it. */
public interface Outboxes {

  /** A command; pure, as those of the sequencer. */
  interface Ask<R> {

    /** What comes of it. */
    Decision<R> decide(Ledger state, Instant now);
  }

  /** The state as this instance knows it; what others wrote in the last second may be missing. */
  Ledger known();

  /** When the newest row of that state was written. */
  Instant newest();

  /** Sends a command; its reply is there once what it decided is durable. */
  <R> CompletableFuture<R> send(Ask<R> ask);
}
