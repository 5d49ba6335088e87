/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

/**
 * A text that was recorded of a call or a run.
 *
 * @param text the text or JSON, secrets taken out
 * @param isWhole false where it was longer: nothing that needs its end can be said
 */
public record Content(String text, boolean isWhole) {

  /** A text recorded as it was. */
  public static Content whole(String text) {
    return new Content(text, true);
  }
}
