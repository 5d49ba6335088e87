/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.HostedTool;
import dev.aiops.pricing.CallFacts.ServiceTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts of a call, written as words. */
final class BoundFacts {

  private final Map<String, String> words = new HashMap<>();

  static BoundFacts read(String text) {
    BoundFacts facts = new BoundFacts();
    for (String word : text.split(" ", -1)) {
      String[] parts = word.split("=", -1);
      facts.words.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return facts;
  }

  /** Asks for the bound; a provider with a slash in it is an endpoint. */
  CostBound ask(CostBounds bounds, String provider, String model, String at) {
    boolean isEndpoint = provider.contains("/");
    return bounds.of(
        isEndpoint ? null : provider,
        isEndpoint ? provider : null,
        model,
        Instant.parse(at),
        facts(),
        number("inject", 0),
        words.containsKey("ceiling") ? ceiling() : null);
  }

  CeilingPrice ceiling() {
    String[] figures = Objects.requireNonNull(words.get("ceiling")).split("/", -1);
    return CeilingPrice.ofMillionTokens(new BigDecimal(figures[0]), new BigDecimal(figures[1]));
  }

  CallFacts facts() {
    CallFacts.Builder facts =
        CallFacts.builder(number("body", 0))
            .inputs(number("inputs", 1))
            .messages(number("messages", 0))
            .tools(number("tools", 0), number("schema", 0))
            .maxOutputTokens(number("max", 0))
            .choices(number("choices", 1))
            .attempts(number("attempts", 1))
            .cacheMarker(CacheMarker.valueOf(word("cache", "NONE")))
            .serviceTier(ServiceTier.valueOf(word("tier", "STANDARD")));
    if (words.containsKey("search")) {
      facts.hostedTools(List.of(new HostedTool(UsageUnit.WEB_SEARCHES, number("search", 0))));
    }
    flag("images", facts::images);
    flag("audio", facts::audio);
    flag("files", facts::files);
    flag("stored", facts::storedInput);
    flag("speaks", facts::audioOutput);
    flag("embeds", facts::withoutOutput);
    flag("hosted", facts::unknownHostedTool);
    return facts.build();
  }

  private void flag(String word, Runnable set) {
    if (words.containsKey(word)) {
      set.run();
    }
  }

  private String word(String key, String otherwise) {
    @Nullable String value = words.get(key);
    return value == null ? otherwise : value;
  }

  private long number(String key, long otherwise) {
    return Long.parseLong(word(key, Long.toString(otherwise)));
  }
}
