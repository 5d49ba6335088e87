/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a judge may say. */
public enum Label {
  /** The criterion is met. */
  PASS,
  /** It is not. */
  FAIL,
  /** It cannot tell. */
  UNKNOWN;

  /** As judges, people and scores write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The label of a text, as {@link #text()} writes it; empty where there is none. */
  public static Optional<Label> of(String text) {
    return Arrays.stream(values()).filter(label -> label.text().equals(text)).findFirst();
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Label::text).toList();
  }
}
