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

  /** Returns the exit status; what was wrong has been said. */
  int run(List<String> args) throws IOException {
    boolean alone = args.isEmpty() || ALONE.contains(args.get(0));
    Map<String, String> variables = alone ? Map.of() : state.variables(Users.EVAL);
    return ModuleProgram.evalRunner(state.home()).pass(variables, args);
  }
}
