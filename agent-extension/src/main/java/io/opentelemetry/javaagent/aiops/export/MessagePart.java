/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.Instant;

/**
 * One row of {@code message_content}: a captured part of a model or tool call.
 *
 * @param time when it was captured
 * @param traceId lower hex
 * @param spanId the call's span, lower hex
 * @param runId UUIDv7 of the run, empty outside one
 * @param serviceName the service of this process
 * @param part which part of the call it is
 * @param content its text, already redacted and truncated
 * @param redacted whether something was taken out
 * @param truncated whether it was cut
 */
public record MessagePart(
    Instant time,
    String traceId,
    String spanId,
    String runId,
    String serviceName,
    Part part,
    String content,
    boolean redacted,
    boolean truncated) {

  /** Which part of a call. */
  public enum Part {
    /** System instructions of a model call. */
    SYSTEM_INSTRUCTIONS("system_instructions"),
    /** Messages sent to a model. */
    INPUT_MESSAGES("input.messages"),
    /** Messages a model answered with. */
    OUTPUT_MESSAGES("output.messages"),
    /** Arguments of a tool call. */
    TOOL_ARGUMENTS("tool.arguments"),
    /** What a tool returned. */
    TOOL_RESULT("tool.result");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    /** The value of the column. */
    public String text() {
      return text;
    }
  }
}
