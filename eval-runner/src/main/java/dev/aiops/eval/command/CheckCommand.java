/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Says whether definitions can be used. */
record CheckCommand(PrintStream out) {

  void run(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new UnusableException("check takes files or folders of definitions: see --help");
    }
    Definitions definitions =
        Definitions.ofFiles(arguments.stream().map(Path::of).toList(), CustomChecks.onClassPath());
    definitions.all().forEach(this::print);
  }

  private void print(Definition definition) {
    out.println(
        definition.name()
            + "  version "
            + definition.version()
            + "  "
            + definition.target().text()
            + "  passes from "
            + definition.threshold());
  }

  static String schema() {
    return Definitions.schema();
  }
}
