/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Ended;
import dev.aiops.eval.batch.Plan;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.event.ResultEvents;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Evaluates history. */
record BatchCommand(Log log, JudgesReady judges, PrintStream out, PrintStream err) {

  private static final Set<String> WITH_VALUE =
      Set.of("--definitions", "--days", "--from", "--until", "--part", "--per-minute", "--at-once");
  private static final Set<String> SPEED = Set.of("--per-minute", "--at-once");
  private static final int STOPPED = 1;

  /** Returns the exit status: 1 where a limit stopped it. */
  int run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of("--plan"));
    Definitions definitions = options.definitions(log.custom());
    judges.require(definitions);
    Instant until = options.until(log.writer().clock().instant());
    Batches batches = log.batches(options.throttle());
    Plan plan = batches.plan(definitions, options.from(until), until);
    print(plan);
    return options.has("--plan") ? 0 : go(batches, plan.batch());
  }

  /** Returns the exit status, as {@link #run} does. */
  int resume(List<String> arguments) {
    if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
      throw new UnusableException("resume takes the id of one batch: eval run said it");
    }
    Options options = Options.of(arguments.subList(1, arguments.size()), SPEED, Set.of());
    return go(log.batches(options.throttle()), arguments.get(0));
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

  private int go(Batches batches, String batch) {
    Ended ended = batches.run(batch, done -> err.println("evaluated " + done + " runs"));
    new ResultEvents(log.writer().insert(), log.writer().clock()).tellDue();
    out.print(new Summary(batch).of(log.at()));
    if (ended instanceof Ended.Stopped stopped) {
      err.println("stopped after " + stopped.runs() + " runs: " + stopped.why());
      return STOPPED;
    }
    return 0;
  }
}
