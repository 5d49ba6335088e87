/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.judge.Trust;
import dev.aiops.eval.label.JudgedTargets.Count;
import dev.aiops.eval.stat.Confusion;
import dev.aiops.eval.stat.CorrectedPrevalence;
import dev.aiops.eval.stat.Kappa;
import dev.aiops.eval.stat.Proportion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * How far a version of a judge agrees with people.
 *
 * @param evaluator its name
 * @param version its version
 * @param model the model that judges
 * @param confusion targets that both have passed or failed; positive is pass
 * @param divided targets that were labelled, but people did not agree, or did not know
 * @param untold targets that people passed or failed and the judge did neither
 * @param passed how many targets the judge passed, labelled or not
 * @param judged of how many that it passed or failed
 */
public record Calibration(
    String evaluator,
    String version,
    String model,
    Confusion confusion,
    long divided,
    long untold,
    long passed,
    long judged) {

  private static final String PASS = "pass";
  private static final String FAIL = "fail";

  /** Of each version of a judge, the newest first; empty where no model has judged by that name. */
  public static List<Calibration> of(String evaluator, ClickHouse at) {
    Map<String, List<Count>> byVersion =
        new JudgedTargets(evaluator).at(at).stream().collect(Collectors.groupingBy(Count::version));
    return byVersion.values().stream()
        .sorted(Comparator.comparing(Calibration::newest).reversed())
        .map(counts -> of(evaluator, counts))
        .toList();
  }

  private static Instant newest(List<Count> counts) {
    return counts.stream().map(Count::newest).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static Calibration of(String evaluator, List<Count> counts) {
    Confusion confusion =
        new Confusion(
            sum(counts, (judge, people) -> judge.equals(PASS) && people.equals(PASS)),
            sum(counts, (judge, people) -> judge.equals(FAIL) && people.equals(PASS)),
            sum(counts, (judge, people) -> judge.equals(PASS) && people.equals(FAIL)),
            sum(counts, (judge, people) -> judge.equals(FAIL) && people.equals(FAIL)));
    return new Calibration(
        evaluator,
        counts.get(0).version(),
        counts.get(0).model(),
        confusion,
        sum(counts, (judge, people) -> people.equals("undecided")),
        sum(counts, (judge, people) -> !isDecided(judge) && isDecided(people)),
        sum(counts, (judge, people) -> judge.equals(PASS)),
        sum(counts, (judge, people) -> isDecided(judge)));
  }

  private static boolean isDecided(String word) {
    return word.equals(PASS) || word.equals(FAIL);
  }

  private static long sum(List<Count> counts, BiPredicate<String, String> those) {
    return counts.stream()
        .filter(count -> those.test(count.judge(), count.people()))
        .mapToLong(Count::targets)
        .sum();
  }

  /** Targets that both have passed or failed. */
  public long labels() {
    return confusion.truePositives()
        + confusion.falseNegatives()
        + confusion.falsePositives()
        + confusion.trueNegatives();
  }

  /** How far they agree beyond chance; empty where all labels are one and the same, or none. */
  public Optional<Kappa> kappa() {
    return labels() == 0 ? Optional.empty() : confusion.kappa();
  }

  /** The share that really passes, of all that it judged; empty where that cannot be told. */
  public Optional<CorrectedPrevalence> prevalence() {
    return judged == 0
        ? Optional.empty()
        : CorrectedPrevalence.of(new Proportion(passed, judged), confusion);
  }

  /** Why it is not trusted, and the remedy; empty where it is. */
  public Optional<String> distrust(Trust trust) {
    if (labels() < trust.labels()) {
      return Optional.of(
          labels() + " targets are labelled, and " + trust.labels() + " must be: label more");
    }
    return kappa()
        .map(kappa -> kappa.value() >= trust.kappa() ? "" : tooLow(kappa, trust))
        .or(() -> Optional.of("all labels are one and the same: label some of the other kind"))
        .filter(why -> !why.isEmpty());
  }

  private static String tooLow(Kappa kappa, Trust trust) {
    return String.format(
        Locale.ROOT,
        "kappa is %.2f, and must be %.2f: change its guidance or its model, and calibrate again",
        kappa.value(),
        trust.kappa());
  }
}
