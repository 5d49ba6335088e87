/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.util.List;
import java.util.Optional;

/** Where labels, and the runs that they are about, are kept. */
public interface LabelBook {

  /**
   * A run with what was said of it; empty where nothing is recorded of one by that id.
   *
   * @throws LabelBookException where it cannot be read now
   */
  Optional<Review> review(String run);

  /**
   * Of each judge of the last 30 days what is to be labelled next, by name.
   *
   * @throws LabelBookException where it cannot be read now
   */
  List<Sample> samples();

  /**
   * Adds a label; returns once it is kept for good. The same again is not added twice.
   *
   * @param token of this label and no other: letters, digits and colons
   * @return as it is kept, with the time of its first coming
   * @throws LabelBookException where it is not, or may not be
   */
  Label add(String run, Label label, String token);
}
