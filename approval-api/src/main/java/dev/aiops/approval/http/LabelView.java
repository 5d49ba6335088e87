/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Label;
import dev.aiops.approval.label.LabelAsk;
import dev.aiops.approval.label.Review;
import dev.aiops.approval.label.Verdict;
import java.util.List;

/** A label on the wire. */
record LabelView(
    String evaluator,
    String targetKind,
    String targetId,
    String label,
    String reason,
    String by,
    String at,
    String source) {

  /** One to be kept. */
  record Ask(
      String requestId,
      String evaluator,
      String targetKind,
      String targetId,
      String label,
      String reason) {

    LabelAsk of(String run) {
      Verdict verdict =
          Verdict.of(label)
              .orElseThrow(
                  () -> new IllegalArgumentException("label must be pass, fail or unknown"));
      return new LabelAsk(
          run, requestId, new Criterion(evaluator, targetKind, targetId), verdict, reason);
    }
  }

  /** What a run can be labelled by. */
  record CriterionView(String evaluator, String targetKind, String targetId) {

    static CriterionView of(Criterion about) {
      return new CriterionView(about.evaluator(), about.kind(), about.target());
    }
  }

  /** A run's labels, and by what it can be labelled. */
  record Page(String run, List<CriterionView> criteria, List<LabelView> labels) {

    static Page of(Review review) {
      return new Page(
          review.run(),
          review.criteria().stream().map(CriterionView::of).toList(),
          review.labels().stream().map(LabelView::of).toList());
    }
  }

  static LabelView of(Label label) {
    return new LabelView(
        label.about().evaluator(),
        label.about().kind(),
        label.about().target(),
        label.verdict(),
        label.reason(),
        label.by(),
        label.at().toString(),
        label.source());
  }
}
