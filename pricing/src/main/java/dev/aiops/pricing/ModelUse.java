/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One model call to be priced.
 *
 * @param provider an OpenTelemetry {@code gen_ai.provider.name} ({@code openai}, {@code
 *     azure.ai.openai}, {@code aws.bedrock}…) or an id of the catalogue; null if unknown. Where
 *     {@code endpoint} is known the provider is told by it, because a client library's name says
 *     little about who answers.
 * @param endpoint where the call went: a base URL, {@code host} or {@code host:port}; null if
 *     unknown
 * @param model the model that answered, or the one asked for if the answer does not say
 * @param at when the call was sent; it selects prices by date and time of day
 * @param usage what the call used
 */
public record ModelUse(
    @Nullable String provider, @Nullable String endpoint, String model, Instant at, Usage usage) {

  /** Refuses null for what must be known. */
  public ModelUse {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(usage, "usage");
  }
}
