/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Check;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.judge.JudgeSettings;
import dev.aiops.eval.judge.Trust;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator and what it evaluates.
 *
 * @param name its name, which scores carry
 * @param version hash of what makes its scores (target, check, threshold) and of the code's
 *     version: scores of two versions are two series
 * @param select which runs
 * @param target what of them
 * @param check the evaluator
 * @param judge who judges; null where the check is code
 * @param trust from when on a judge is trusted; nothing to code
 * @param threshold score from which on a target passes, above 0 and at most 1
 * @param schedule when batches start; null where none does by itself
 * @param budgetUsd what the judges of one batch may cost; null without a limit of its own
 * @param fromCase values that a case of a dataset gives: place in the check, as {@code expected} or
 *     {@code checks.0.expected}, and the name in the case's expectations
 * @param source itself, as it was written
 */
public record Definition(
    String name,
    String version,
    Selector select,
    Target.Kind target,
    Check check,
    @Nullable JudgeSettings judge,
    Trust trust,
    double threshold,
    @Nullable Schedule schedule,
    @Nullable BigDecimal budgetUsd,
    Map<String, String> fromCase,
    JsonNode source) {

  /** Takes a copy. */
  public Definition {
    fromCase = Map.copyOf(fromCase);
  }

  /** Whether it can be evaluated only of a run that answers a case. */
  public boolean needsCase() {
    return !fromCase.isEmpty();
  }

  /**
   * Itself with what a case expects in its places; its name and version are the same for all cases.
   *
   * @throws IllegalArgumentException where the case lacks a value, or it cannot be used there
   */
  public Definition forCase(JsonNode expected, CustomChecks custom) {
    if (!needsCase()) {
      return this;
    }
    Definition filled = Definitions.ofJson(CaseValues.put(this, expected), custom).all().get(0);
    return new Definition(
        name,
        version,
        select,
        target,
        filled.check,
        filled.judge,
        trust,
        threshold,
        schedule,
        budgetUsd,
        fromCase,
        source);
  }
}
