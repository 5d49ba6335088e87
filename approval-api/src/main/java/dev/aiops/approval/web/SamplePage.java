/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.label.Sample;
import dev.aiops.approval.label.Sample.Target;
import java.util.List;

/**
 * What is to be labelled next.
 *
 * @param judges each with its sample
 * @param note what this person lacks to label; empty where nothing
 */
record SamplePage(Layout page, List<Judge> judges, String note) {

  /**
   * A judge.
   *
   * @param labelled how many targets are labelled by its criterion
   */
  record Judge(String name, long labelled, List<Next> next) {

    static Judge of(Sample sample) {
      return new Judge(
          Visible.line(sample.evaluator(), 200),
          sample.labelled(),
          sample.next().stream()
              .filter(target -> !RunLinks.page(target.run()).isEmpty())
              .map(Next::of)
              .toList());
    }
  }

  /** A target, and where it is labelled. */
  record Next(String run, String target, String page) {

    static Next of(Target target) {
      return new Next(
          Visible.line(target.run(), 64),
          ScoreRow.target(target.about(), ""),
          RunLinks.page(target.run()));
    }
  }
}
