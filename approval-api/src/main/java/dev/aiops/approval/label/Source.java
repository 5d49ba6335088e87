/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.util.Locale;

/** By which way a label comes; what people send in tables, by another program, says csv. */
public enum Source {
  /** The page of the run. */
  FORM,
  /** The API. */
  API;

  /** Its name in rows. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
