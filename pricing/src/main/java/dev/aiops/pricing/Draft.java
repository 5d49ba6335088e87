/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.PricedModel.Offer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a price file says, before it is laid over other prices. Null is what it does not say. */
record Draft(
    @Nullable String source,
    List<DraftProvider> providers,
    List<Reference> aliases,
    List<Reference> hosts) {

  /** A name or host, in lower case, that stands for a provider. */
  record Reference(Entry entry, String name, String provider) {}

  /** A provider as written. */
  record DraftProvider(
      Entry entry,
      String id,
      @Nullable Pattern url,
      @Nullable Match named,
      @Nullable Match serves,
      @Nullable List<String> fallbacks,
      List<DraftModel> models) {}

  /** A model as written. */
  record DraftModel(
      Entry entry,
      String id,
      @Nullable Match match,
      long contextTokens,
      long minimumMillis,
      List<Offer> offers) {

    PricedModel with(Match rule) {
      return new PricedModel(id, rule, contextTokens, minimumMillis, offers);
    }
  }
}
