/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Plan;
import dev.aiops.eval.definition.Definitions;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Evaluates history. */
record BatchCommand(Log log, JudgesReady judges, PrintStream out, PrintStream err) {

  private static final Set<String> WITH_VALUE =
      Set.of("--definitions", "--days", "--from", "--until");

  void run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of("--plan"));
    Definitions definitions = options.definitions(log.custom());
    judges.require(definitions);
    Instant until = options.until(log.writer().clock().instant());
    Plan plan = log.batches().plan(definitions, options.from(until), until);
    print(plan);
    if (!options.has("--plan")) {
      go(plan.batch());
    }
  }

  void resume(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new UnusableException("resume takes the id of one batch: eval run said it");
    }
    go(arguments.get(0));
  }

  private void print(Plan plan) {
    out.println("Batch " + plan.batch());
    out.println(plan.runs() + " runs that began from " + plan.from() + " to " + plan.until());
    new TreeMap<>(plan.runsByDefinition())
        .forEach((name, runs) -> out.println("  " + name + ": " + runs + " runs"));
    BigDecimal cost = plan.estimatedCostUsd();
    out.println(
        cost == null
            ? "What judges may cost is not known: one of them has not judged yet"
            : "Judges may cost $" + cost.toPlainString());
  }

  private void go(String batch) {
    log.batches().run(batch, done -> err.println("evaluated " + done + " runs"));
    out.print(new Summary(batch).of(log.at()));
  }
}
