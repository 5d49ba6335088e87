/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.Outcome;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.trace.RecordedRun;
import java.util.Map;

/** Definitions as tests write them. */
public final class Evals {

  private Evals() {}

  /** One definition of a check in YAML's flow style, as {@code {type: json}}. */
  public static Definition check(String check) {
    return of("evals: [{name: it, check: " + check + "}]").all().get(0);
  }

  public static Definitions of(String yaml) {
    return Definitions.of(Map.of("evals.yaml", yaml), CustomChecks.onClassPath());
  }

  /** What a check says of a run. */
  public static Outcome outcome(String check, RecordedRun run) {
    return check(check).check().on(new Target.OfRun(run));
  }

  /** Its score; fails where there is none. */
  public static double score(String check, RecordedRun run) {
    return ((Outcome.Scored) outcome(check, run)).score();
  }
}
