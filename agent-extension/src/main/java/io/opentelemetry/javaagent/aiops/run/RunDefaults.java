/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import org.jspecify.annotations.Nullable;

/**
 * What the operator says of runs that say nothing themselves.
 *
 * @param agent name of runs that no agent entry names ({@code aiops.agent.name})
 * @param agentVersion {@code aiops.agent.version}; null takes the service's version
 * @param userId {@code aiops.user}
 */
public record RunDefaults(
    @Nullable String agent, @Nullable String agentVersion, @Nullable String userId) {

  /** The operator says nothing. */
  public static final RunDefaults NONE = new RunDefaults(null, null, null);
}
