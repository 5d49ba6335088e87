/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.eval.judge.Trust;
import dev.aiops.eval.stat.Confusion;
import dev.aiops.eval.stat.CorrectedPrevalence;
import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.Kappa;
import dev.aiops.eval.stat.Proportion;
import java.util.Locale;
import java.util.Optional;

/**
 * A calibration as text; intervals are at 95 %.
 *
 * @param calibration the figures
 * @param trust what is asked of them
 */
public record CalibrationReport(Calibration calibration, Trust trust) {

  private static final double ALPHA = 0.05;

  /** Several lines. */
  public String text() {
    return head() + table() + agreement() + rates() + prevalence() + verdict();
  }

  private String head() {
    return line(
            "%s  version %s  judged by %s",
            calibration.evaluator(), calibration.version(), calibration.model())
        + line(
            "%d targets labelled by people and judge; %d on which people are divided; %d that the judge could not tell",
            calibration.labels(), calibration.divided(), calibration.untold());
  }

  private String table() {
    Confusion counts = calibration.confusion();
    return line("%-14s %12s %12s", "", "people pass", "people fail")
        + line("%-14s %12d %12d", "judge pass", counts.truePositives(), counts.falsePositives())
        + line("%-14s %12d %12d", "judge fail", counts.falseNegatives(), counts.trueNegatives());
  }

  private String agreement() {
    return line("kappa: %s", calibration.kappa().map(CalibrationReport::kappa).orElse("unknown"));
  }

  private static String kappa(Kappa kappa) {
    Interval interval = kappa.interval(ALPHA);
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", kappa.value(), interval.low(), interval.high());
  }

  private String rates() {
    Confusion counts = calibration.confusion();
    return line("of what people pass, it passes (TPR): %s", rate(counts.truePositiveRate()))
        + line("of what people fail, it fails (TNR): %s", rate(counts.trueNegativeRate()));
  }

  private static String rate(Optional<Proportion> rate) {
    return rate.map(found -> share(found.value(), found.interval(ALPHA))).orElse("unknown");
  }

  private String prevalence() {
    String corrected =
        calibration
            .prevalence()
            .map(CalibrationReport::corrected)
            .orElse("unknown, as it tells no better than chance or labels of a kind are missing");
    return line("passes by the judge: %d of %d", calibration.passed(), calibration.judged())
        + line("passes, corrected for its errors: %s", corrected);
  }

  private static String corrected(CorrectedPrevalence prevalence) {
    return share(prevalence.value(), prevalence.interval(ALPHA));
  }

  private String verdict() {
    return calibration
        .distrust(trust)
        .map(why -> line("NOT TRUSTED: %s", why))
        .orElseGet(
            () ->
                line(
                    "TRUSTED: kappa is %.2f or more on %d labels or more",
                    trust.kappa(), trust.labels()));
  }

  private static String share(double value, Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f)",
        100 * value,
        100 * interval.low(),
        100 * interval.high());
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format + "%n", arguments);
  }
}
