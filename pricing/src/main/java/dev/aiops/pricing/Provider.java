/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who serves models for money.
 *
 * @param url what the base URL of a call to it starts with; null if it has none of its own
 * @param named which other names mean it
 * @param serves which model names are its own, for calls that name no provider
 * @param fallbacks whose models it serves at their price
 * @param models in the order in which they are tried
 * @param listed the models for providers that fall back to this one: as {@code models}, but without
 *     an operator's changes, because what somebody agreed with one provider binds no other
 */
record Provider(
    String id,
    @Nullable Pattern url,
    @Nullable Match named,
    @Nullable Match serves,
    List<String> fallbacks,
    List<PricedModel> models,
    List<PricedModel> listed) {

  @Nullable PricedModel find(String model) {
    return find(models, model);
  }

  @Nullable PricedModel findListed(String model) {
    return find(listed, model);
  }

  private static @Nullable PricedModel find(List<PricedModel> models, String model) {
    for (PricedModel candidate : models) {
      if (candidate.match().matches(model)) {
        return candidate;
      }
    }
    return null;
  }

  boolean isNamed(String name) {
    return named != null && named.matches(name);
  }

  boolean serves(String model) {
    return serves != null && serves.matches(model);
  }

  boolean answersAt(String baseUrl) {
    return url != null && url.matcher(baseUrl).lookingAt();
  }
}
