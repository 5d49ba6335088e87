/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.launch.ModuleProgram.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Passes {@code budgets}, {@code approvals}, {@code approvals-dry-run}, {@code verify-log} and
 * {@code backtest} on to approval-api.
 */
record ControlCommands(State state, PrintStream out) {

  void budgets(List<String> args) throws IOException {
    requireNone("budgets", args);
    say(ControlPlane.of(state).budgets());
  }

  void verifyLog(List<String> args) throws IOException {
    requireNone("verify-log", args);
    say(ControlPlane.of(state).verify());
  }

  /** Returns the exit status; what was wrong has been said. */
  int backtest(List<String> args) throws IOException {
    return ControlPlane.of(state).read("backtest", args);
  }

  void approvals(List<String> args) throws IOException {
    say(ControlPlane.of(state).approvals(args));
  }

  /** Returns the exit status; what was wrong has been said. */
  int approvalsDryRun(List<String> args) throws IOException {
    return ControlPlane.of(state).read("approvals-dry-run", args);
  }

  private void say(Outcome outcome) {
    if (outcome.code() != 0) {
      throw new CommandException(outcome.text().strip());
    }
    out.print(outcome.text());
  }

  private static void requireNone(String command, List<String> args) {
    if (!args.isEmpty()) {
      throw new CommandException(
          "./aiops " + command + " takes nothing, got '" + args.get(0) + "'");
    }
  }
}
