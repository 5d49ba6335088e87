/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.compare.Arm;
import dev.aiops.eval.compare.Scored;
import dev.aiops.eval.label.Calibration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets no judge stop a release that is not trusted. */
record JudgeGate(Options options, Log log) {

  /** Fails on the first version of a judge in the arms that is not trusted. */
  void require(String evaluator, Arm... arms) {
    Set<String> versions =
        Stream.of(arms)
            .flatMap(arm -> arm.scores().stream())
            .filter(score -> score.evaluator().equals(evaluator))
            .map(Scored::version)
            .collect(Collectors.toSet());
    Calibration.of(evaluator, log.at()).stream()
        .filter(calibration -> versions.contains(calibration.version()))
        .forEach(this::require);
  }

  private void require(Calibration calibration) {
    calibration
        .distrust(CalibrateCommand.trust(options, log, calibration.evaluator()))
        .ifPresent(why -> refuse(calibration, why));
  }

  private static void refuse(Calibration calibration, String why) {
    throw new UnusableException(
        "judge %s (version %s) is not trusted to be a gate: %s; eval calibrate shows it"
            .formatted(calibration.evaluator(), calibration.version(), why));
  }
}
