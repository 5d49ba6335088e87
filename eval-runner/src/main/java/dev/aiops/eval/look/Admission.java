/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.batch.Ended;
import dev.aiops.eval.compare.Verdict;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.label.Calibration;
import java.util.Optional;

/** Whether a date of a definition may be looked at, whatever its scores are. */
record Admission(Definition definition) {

  /**
   * Why it may not.
   *
   * @param ended how the date's batch ended
   * @param isCompared whether there is a reference; a judge that nobody trusts yet may become one,
   *     as that stops nothing
   */
  Optional<Verdict.Refused> refusal(Ended ended, boolean isCompared, ClickHouse at) {
    if (ended instanceof Ended.Stopped stopped) {
      return Optional.of(
          new Verdict.Refused(
              "the batch of this date stopped after %d runs, and what is left of it may be another mix: %s"
                  .formatted(stopped.runs(), stopped.why())));
    }
    return isCompared && definition.judge() != null ? distrust(at) : Optional.empty();
  }

  private Optional<Verdict.Refused> distrust(ClickHouse at) {
    return Calibration.of(definition.name(), at).stream()
        .filter(calibration -> calibration.version().equals(definition.version()))
        .findFirst()
        .map(calibration -> calibration.distrust(definition.trust()))
        .orElse(Optional.of("this version has judged nothing: label what it judges"))
        .map(
            why ->
                new Verdict.Refused(
                    "the judge is not trusted to be a gate: %s; eval calibrate shows it"
                        .formatted(why)));
  }
}
