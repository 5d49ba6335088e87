/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator said: a score that holds.
 *
 * @param span name of the span that was scored; empty of a run, and where it is not recorded
 * @param version the evaluator's version
 * @param source code, judge, human, user or event
 * @param status scored, not_applicable, unknown or error
 * @param value 0 (worst) to 1 (best); null unless scored
 * @param passed null unless scored
 * @param label the judge's word; empty from code
 * @param explanation why, or what the error was
 * @param model the model that judged; empty from code
 */
public record Score(
    Criterion about,
    String span,
    String version,
    String source,
    String status,
    @Nullable Double value,
    @Nullable Boolean passed,
    String label,
    String explanation,
    String model,
    Instant at) {

  /** Whether a model said it, whom people are compared with. */
  public boolean isOfJudge() {
    return source.equals("judge");
  }
}
