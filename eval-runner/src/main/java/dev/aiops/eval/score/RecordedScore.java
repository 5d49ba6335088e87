/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A score as comparisons read it.
 *
 * @param target the run's id, else that of the span
 * @param run the run
 * @param runStartedAt when it began
 * @param service service.name
 * @param agent the agent
 * @param agentVersion its version
 * @param model the first model that the run asked for; empty without one
 * @param conversation conversation, where known; else empty
 * @param evaluator name of the definition
 * @param evaluatorVersion its version
 * @param status scored, not_applicable, unknown or error
 * @param value 0 to 1; null unless scored
 * @param samplingWeight how many runs this one stands for
 * @param caseId the case that the run answered; empty of traffic
 */
public record RecordedScore(
    String target,
    String run,
    Instant runStartedAt,
    String service,
    String agent,
    String agentVersion,
    String model,
    String conversation,
    String evaluator,
    String evaluatorVersion,
    String status,
    @Nullable Double value,
    double samplingWeight,
    String caseId) {}
