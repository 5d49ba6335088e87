/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import dev.aiops.approval.label.Label;
import dev.aiops.approval.label.LabelBook;
import dev.aiops.approval.label.LabelBookException;
import dev.aiops.approval.label.Labelling;
import dev.aiops.approval.label.Review;
import dev.aiops.approval.label.Sample;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The book of a control plane that has no log: no runs are in it, and it takes no labels. */
public final class NoLabels implements LabelBook {

  private NoLabels() {}

  /** With which a control plane is begun. */
  public static Labelling labelling() {
    return new Labelling(new NoLabels(), InstantSource.system());
  }

  @Override
  public Optional<Review> review(String run) {
    return Optional.empty();
  }

  @Override
  public List<Sample> samples() {
    return List.of();
  }

  @Override
  public Label add(String run, Label label, String token) {
    throw new LabelBookException(
        "no labels are kept here", false, new IllegalStateException("it has no log"));
  }
}
