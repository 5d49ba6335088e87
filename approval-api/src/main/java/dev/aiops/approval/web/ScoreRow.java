/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an evaluator said, as a page shows it.
 *
 * @param said the score, or why there is none
 * @param by who said it, and when
 */
record ScoreRow(String evaluator, String target, String said, String why, String by) {

  private static final int DECIMALS = 3;
  private static final int VERSION = 12;

  static ScoreRow of(Score score) {
    return new ScoreRow(
        Visible.line(score.about().evaluator(), 200),
        target(score.about(), score.span()),
        said(score),
        Visible.line(score.explanation(), 2_000),
        by(score));
  }

  /** What was scored or labelled, by the name of its span where that is recorded. */
  static String target(Criterion about, String span) {
    String part = about.kind().equals("step") ? "model call" : "tool call";
    return about.isOfRun()
        ? "the whole run"
        : part
            + " "
            + Visible.line(span.isEmpty() ? "of unknown name" : span, 200)
            + " ("
            + Visible.line(about.target(), 64)
            + ")";
  }

  private static String said(Score score) {
    String word = Visible.line(score.label(), 100);
    return Stream.of(word, value(score), passed(score))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String value(Score score) {
    return score.value() == null ? none(score.status()) : rounded(score.value());
  }

  private static String rounded(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return "score " + exact.stripTrailingZeros().toPlainString();
  }

  private static String none(String status) {
    return switch (status) {
      case "not_applicable" -> "no score: there was nothing of the kind";
      case "error" -> "no score: the evaluator failed";
      default -> "no score: it is unknown";
    };
  }

  private static String passed(Score score) {
    return score.passed() == null ? "" : score.passed() ? "passed" : "not passed";
  }

  private static String by(Score score) {
    String version = score.version();
    return Stream.of(
            Visible.line(score.model().isEmpty() ? score.source() : score.model(), 200),
            version.isEmpty()
                ? ""
                : "version "
                    + Visible.of(version.substring(0, Math.min(VERSION, version.length()))),
            Times.at(score.at()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }
}
