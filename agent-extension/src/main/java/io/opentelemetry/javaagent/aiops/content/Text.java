/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

/**
 * A text fit to leave the process.
 *
 * @param value the text
 * @param redacted whether something was taken out of it
 * @param truncated whether its end was cut off
 */
public record Text(String value, boolean redacted, boolean truncated) {

  /** No text. */
  public static final Text NONE = new Text("", false, false);
}
