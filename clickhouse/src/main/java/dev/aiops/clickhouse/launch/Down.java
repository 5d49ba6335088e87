/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.embedded.RecordedProcess;
import java.io.PrintStream;
import java.util.Optional;

/** Stops what this state's {@code up} started, and nothing else. */
record Down(State state, PrintStream out) {

  private static final long SECONDS = 40;

  void run() {
    if (ControlPlane.of(state).stop()) {
      out.println("approval-api stopped; what it granted is in the control log.");
    }
    Optional<RecordedProcess> running = state.running();
    if (running.isEmpty()) {
      out.println("ClickHouse is not running here.");
      return;
    }
    if (!running.get().stop(SECONDS)) {
      throw new CommandException(
          "ClickHouse (process "
              + running.get().pid()
              + ") did not stop within "
              + SECONDS
              + " s; what it holds is safe: end it with kill -9 "
              + running.get().pid());
    }
    out.println("ClickHouse stopped; its data stay in " + state.serverFolder() + ".");
  }
}
