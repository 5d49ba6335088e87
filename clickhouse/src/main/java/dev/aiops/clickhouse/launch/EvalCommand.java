/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Users;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passes {@code eval} on to eval-runner. */
record EvalCommand(State state) {

  /** These need no server. */
  private static final Set<String> ALONE = Set.of("check", "schema", "--help", "-h", "help");

  /** These may ask judges, which is capped and recorded as any app's calls are. */
  private static final Set<String> JUDGING =
      Set.of("run", "resume", "nightly", "follow", "experiment");

  /** Returns the exit status; what was wrong has been said. */
  int run(List<String> args) throws IOException {
    ModuleProgram program = ModuleProgram.evalRunner(state.home());
    JudgeAgent agent = new JudgeAgent(state);
    String command = args.isEmpty() ? "--help" : args.get(0);
    if (ALONE.contains(command)) {
      return program.pass(Map.of(), args);
    }
    return JUDGING.contains(command) && agent.isBuilt()
        ? program.with(agent.options()).pass(agent.variables(), args)
        : program.pass(state.variables(Users.EVAL), args);
  }
}
