/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.dataset.Answers;
import dev.aiops.eval.dataset.Experiment;
import dev.aiops.eval.dataset.Version;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.RunFilter;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** {@code eval experiment}: scores recorded runs by the cases of a dataset. */
record ExperimentCommand(Log log, JudgesReady judges, PrintStream out) {

  private static final Set<String> WITH_VALUE =
      Set.of("--dataset", "--runs", "--definitions", "--case-tag");

  void run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of());
    Definitions definitions = options.definitions(log.custom());
    judges.require(definitions);
    String name = options.required("--dataset");
    Version version = name.contains("@") ? Version.of(name) : log.datasets().newest(name);
    RunFilter filter = RunFilter.of(options.required("--runs"));
    Answers answers = new Answers(filter.from(), filter.until(), filter::accepts);
    String tag = options.value("--case-tag").orElse(Experiment.TAG);
    Experiment.Result result =
        new Experiment(version, definitions, tag)
            .run(log.datasets(), answers, log.writer(), log.custom());
    out.println("Experiment " + result.id());
    out.println(
        result.answered() + " of " + result.cases() + " cases of " + version + " have a run");
    if (result.known() > 0) {
      out.println(result.known() + " scores of these were there already");
    }
    out.print(new Summary(result.id()).of(log.at()));
  }
}
