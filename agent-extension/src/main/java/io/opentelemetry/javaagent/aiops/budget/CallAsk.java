/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import dev.aiops.pricing.CallFacts;
import io.opentelemetry.javaagent.aiops.budget.ToolRepeats.Repeated;
import org.jspecify.annotations.Nullable;

/**
 * A call that asks to be sent. What is unknown is the empty text.
 *
 * @param provider value of {@code gen_ai.provider.name}
 * @param host where it goes, with its port where that is known
 * @param facts what decides how much it can cost; null where the request could not be read
 * @param repeated what its run has called most often with the same arguments; null for nothing
 */
public record CallAsk(
    String agent,
    String user,
    String model,
    @Nullable String provider,
    @Nullable String host,
    @Nullable CallFacts facts,
    @Nullable Repeated repeated) {

  /** The same call, going elsewhere. */
  public CallAsk to(@Nullable String newProvider, @Nullable String newHost) {
    return new CallAsk(agent, user, model, newProvider, newHost, facts, repeated);
  }
}
