/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.judge.Trust;
import dev.aiops.eval.label.Calibration;
import dev.aiops.eval.label.CalibrationReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Says how far a judge agrees with people. */
record CalibrateCommand(Log log, PrintStream out) {

  private static final Set<String> WITH_VALUE = Set.of("--evaluator", "--definitions");

  /** Returns 0 where its newest version is trusted, else 1. */
  int run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of());
    String evaluator = options.required("--evaluator");
    Trust trust = trust(options, log, evaluator);
    List<Calibration> versions = Calibration.of(evaluator, log.at());
    if (versions.isEmpty()) {
      throw new UnusableException("no judge has scored as " + evaluator + ": run it first");
    }
    versions.forEach(version -> out.println(new CalibrationReport(version, trust).text()));
    return versions.get(0).distrust(trust).isEmpty() ? 0 : 1;
  }

  /** What a definition asks for, where definitions are named; else what is usual. */
  static Trust trust(Options options, Log log, String evaluator) {
    return options.has("--definitions")
        ? options.definitions(log.custom()).all().stream()
            .filter(definition -> definition.name().equals(evaluator))
            .map(Definition::trust)
            .findFirst()
            .orElse(Trust.USUAL)
        : Trust.USUAL;
  }
}
