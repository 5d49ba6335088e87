/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person says by a criterion. */
public enum Verdict {
  PASS,
  FAIL,
  /** The person cannot tell; it counts for neither. */
  UNKNOWN;

  /** Its name in rows, forms and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name; empty where there is none. */
  public static Optional<Verdict> of(String text) {
    return Arrays.stream(values()).filter(verdict -> verdict.text().equals(text)).findFirst();
  }
}
