/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.Instant;
import java.util.Objects;

/**
 * One row of {@code run_events}: that a run started, still lives, waits, or ended. Text that does
 * not apply is empty.
 *
 * @param runId UUIDv7 of the run
 * @param time when it happened, by the clock of this process
 * @param kind what happened
 * @param traceId lower hex
 * @param spanId the run's root span, lower hex
 * @param status {@code running} until the run ends, then {@code ok}, {@code error} or {@code
 *     cancelled}
 * @param origin which process and agent it is, the same for every event of a run
 * @param outcome what came out of it; {@link Outcome#NONE} until it ended
 */
public record RunEvent(
    String runId,
    Instant time,
    Kind kind,
    String traceId,
    String spanId,
    String status,
    Origin origin,
    Outcome outcome) {

  /** What happened to the run. */
  public enum Kind {
    /** The run began. */
    STARTED("started"),
    /** The run is still open; sent every 15 s. */
    HEARTBEAT("heartbeat"),
    /** The run waits for a person. */
    WAITING_APPROVAL("waiting_approval"),
    /** A person decided and the run goes on. */
    RESUMED("resumed"),
    /** The run is over. */
    ENDED("ended");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The value of the column. */
    public String text() {
      return text;
    }
  }

  /**
   * Who runs.
   *
   * @param input what the run was asked, already redacted and truncated
   */
  public record Origin(
      String serviceName,
      String serviceInstanceId,
      String environment,
      String team,
      String agentName,
      String agentVersion,
      String requestModel,
      String userId,
      String conversationId,
      String input) {

    public Origin {
      Objects.requireNonNull(serviceName, "serviceName");
      Objects.requireNonNull(serviceInstanceId, "serviceInstanceId");
      Objects.requireNonNull(environment, "environment");
      Objects.requireNonNull(team, "team");
      Objects.requireNonNull(agentName, "agentName");
      Objects.requireNonNull(agentVersion, "agentVersion");
      Objects.requireNonNull(requestModel, "requestModel");
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(conversationId, "conversationId");
      Objects.requireNonNull(input, "input");
    }
  }

  /**
   * What came out of a run.
   *
   * @param output the run's answer, already redacted and truncated
   * @param failingSpanId the span a failed run failed in, lower hex
   * @param errorType class of the exception
   * @param errorMessage its message, already redacted
   */
  public record Outcome(
      String output, String failingSpanId, String errorType, String errorMessage) {

    /** Of a run that has not ended. */
    public static final Outcome NONE = new Outcome("", "", "", "");

    public Outcome {
      Objects.requireNonNull(output, "output");
      Objects.requireNonNull(failingSpanId, "failingSpanId");
      Objects.requireNonNull(errorType, "errorType");
      Objects.requireNonNull(errorMessage, "errorMessage");
    }
  }
}
