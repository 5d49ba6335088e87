/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Providers, their other names and their hosts.
 *
 * @param source what the prices are, such as {@code genai-prices-0.1.8}
 * @param providers in the order in which they are tried
 * @param aliases ids of providers by other names, in lower case
 * @param hosts in the order in which they are tried
 */
record PriceBook(
    String source, List<Provider> providers, Map<String, String> aliases, List<HostRule> hosts) {

  static final PriceBook EMPTY = new PriceBook("", List.of(), Map.of(), List.of());

  /** A host that a provider answers at. */
  record HostRule(HostPattern pattern, String provider) {}

  /** This book with {@code first} before its own hosts. */
  PriceBook withHosts(List<HostRule> first) {
    List<HostRule> all = new ArrayList<>(first);
    all.addAll(hosts);
    return new PriceBook(source, providers, aliases, all);
  }

  /** The ids of all providers, for a person to read. */
  String ids() {
    return providers.stream().map(Provider::id).collect(Collectors.joining(", "));
  }

  Optional<Provider> provider(String id) {
    for (Provider provider : providers) {
      if (provider.id().equals(id)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  /** The provider that {@code name} means. */
  Optional<Provider> named(String name) {
    Optional<Provider> byId = provider(aliases.getOrDefault(name, name));
    if (byId.isPresent()) {
      return byId;
    }
    return providers.stream().filter(provider -> provider.isNamed(name)).findFirst();
  }

  /** The provider that answers at {@code endpoint}. */
  Optional<Provider> at(Endpoint endpoint) {
    for (HostRule rule : hosts) {
      if (rule.pattern().matches(endpoint)) {
        return provider(rule.provider());
      }
    }
    String url = endpoint.url();
    return providers.stream().filter(provider -> provider.answersAt(url)).findFirst();
  }

  /** The provider whose own {@code model} is, by its name. */
  Optional<Provider> serving(String model) {
    return providers.stream().filter(provider -> provider.serves(model)).findFirst();
  }

  /** The model that {@code provider} serves under {@code name}, in lower case; null if none. */
  @Nullable PricedModel find(Provider provider, String name) {
    for (String spelling : ModelName.spellings(name)) {
      PricedModel model = findSpelled(provider, spelling);
      if (model != null) {
        return model;
      }
    }
    return null;
  }

  private @Nullable PricedModel findSpelled(Provider provider, String name) {
    PricedModel own = provider.find(name);
    for (int i = 0; own == null && i < provider.fallbacks().size(); i++) {
      own = provider(provider.fallbacks().get(i)).map(other -> other.findListed(name)).orElse(null);
    }
    return own;
  }
}
