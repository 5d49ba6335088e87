/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

/**
 * What was said to or by a model or a tool.
 *
 * @param span whose content it is
 * @param part which, as input.messages
 * @param content the text
 * @param redacted whether a secret was taken out
 * @param truncated whether it was longer
 */
public record Message(Span span, String part, String content, boolean redacted, boolean truncated) {

  String row() {
    return "("
        + String.join(
            ", ",
            Rows.time(span.start()),
            Rows.text(span.trace()),
            Rows.text(span.id()),
            Rows.text(span.run()),
            Rows.text(span.who().service()),
            Rows.text(part),
            Rows.text(content),
            redacted ? "1" : "0",
            truncated ? "1" : "0")
        + ")";
  }
}
