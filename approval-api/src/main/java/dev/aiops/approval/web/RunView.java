/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.web.Runs.Reading;
import dev.aiops.approval.web.Runs.Run;
import dev.aiops.approval.web.Runs.Step;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run so far, as a page shows it.
 *
 * @param trouble why nothing is shown; empty where something is
 */
record RunView(
    String trouble, String cost, String calls, String tokens, List<Row> steps, String more) {

  /** A step. */
  record Row(String at, String what, String outcome, String took, String cost) {

    static Row of(Step step) {
      return new Row(
          Times.at(step.at()),
          Visible.line(step.what(), 200),
          Visible.line(step.outcome(), 200),
          Times.exact(step.took()),
          step.costUsd() == null ? "" : usd(step.costUsd()));
    }
  }

  static RunView of(String id, Reading reading) {
    Run run = reading.run();
    if (id.isEmpty()) {
      return none("The action was asked for outside of a run.");
    } else if (!reading.answered()) {
      return none("Not known: the records of runs cannot be read now.");
    }
    return run == null
        ? none("Not known: nothing is recorded of this run, or not yet.")
        : shown(run);
  }

  private static RunView none(String trouble) {
    return new RunView(trouble, "", "", "", List.of(), "");
  }

  private static RunView shown(Run run) {
    return new RunView(
        "",
        cost(run),
        Long.toString(run.modelCalls()),
        tokens(run.inputTokens()) + " in, " + tokens(run.outputTokens()) + " out",
        run.steps().stream().map(Row::of).toList(),
        run.more() == 0 ? "" : run.more() + " more steps are not shown.");
  }

  private static String cost(Run run) {
    String known = run.costUsd() == null ? "unknown" : usd(run.costUsd());
    return run.unpricedCalls() == 0 || run.costUsd() == null
        ? known
        : "at least " + known + "; that of " + run.unpricedCalls() + " calls is unknown";
  }

  private static String tokens(@Nullable Long tokens) {
    return tokens == null ? "unknown" : tokens.toString();
  }

  private static String usd(BigDecimal cost) {
    BigDecimal exact = cost.stripTrailingZeros();
    return exact.setScale(Math.max(2, exact.scale())).toPlainString() + " USD";
  }
}
