/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.PriceBook.HostRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rows of the table {@code price_providers}: names and hosts that mean a provider. */
final class ProviderRows {

  private static final String COLUMNS = "(Catalogue, Kind, Pattern, Provider, Priority)";
  private static final Pattern META = Pattern.compile("[\\[\\](){}|?*+^$]|\\\\[a-zA-Z]");

  /** For the patterns of the catalogue that are more than one literal host. */
  private static final Map<String, List<String>> HOSTS =
      Map.of(
          "azure",
          List.of(
              "%.openai.azure.com",
              "%.azure-api.net", "%.cognitiveservices.azure.com", "%.services.ai.azure.com"),
          "aws",
          List.of("bedrock-runtime.%.amazonaws.com"),
          "cohere",
          List.of("api.cohere.com", "api.cohere.ai"),
          "google",
          List.of("googleapis.com", "%.googleapis.com", "%-aiplatform.googleapis.com"),
          "minimax",
          List.of("api.minimax.io", "api.minimaxi.com"),
          "moonshotai",
          List.of("api.moonshot.ai", "api.moonshot.cn"),
          "openrouter",
          List.of("openrouter.ai", "api.openrouter.ai"));

  private ProviderRows() {}

  static String insert(PriceCatalogue catalogue) {
    List<String> rows = new ArrayList<>();
    names(catalogue.book()).forEach((name, id) -> rows.add(row(catalogue, "name", name, id, 0)));
    int priority = 0;
    for (Map.Entry<String, String> host : hosts(catalogue.book()).entrySet()) {
      rows.add(row(catalogue, "host", host.getKey(), host.getValue(), ++priority));
    }
    return SqlText.insert("price_providers", COLUMNS, rows);
  }

  static Map<String, String> names(PriceBook book) {
    Map<String, String> names = new TreeMap<>();
    book.providers().forEach(provider -> names.put(provider.id(), provider.id()));
    names.putAll(book.aliases());
    return names;
  }

  /** Patterns of LIKE, in the order in which they are tried. */
  static Map<String, String> hosts(PriceBook book) {
    Map<String, String> hosts = new LinkedHashMap<>();
    for (HostRule rule : book.hosts()) {
      hosts.putIfAbsent(like(rule.pattern().toString()), rule.provider());
    }
    for (Provider provider : book.providers()) {
      for (String host : hosts(provider)) {
        hosts.putIfAbsent(host, provider.id());
      }
    }
    return hosts;
  }

  private static List<String> hosts(Provider provider) {
    Pattern url = provider.url();
    if (url == null || HOSTS.containsKey(provider.id())) {
      return HOSTS.getOrDefault(provider.id(), List.of());
    }
    String literal = url.pattern().replace("https://", "").replace("(?:/|$)", "");
    boolean hasPath = literal.contains("/");
    return hasPath || META.matcher(literal).find() ? List.of() : List.of(like(literal));
  }

  /** An underscore is one character of any kind to LIKE, a backslash is its escape. */
  private static String like(String host) {
    return host.replace("\\", "").replace("_", "\\_").replace('*', '%');
  }

  private static String row(
      PriceCatalogue catalogue, String kind, String pattern, String id, int priority) {
    return SqlText.tuple(
        SqlText.text(catalogue.version()),
        SqlText.text(kind),
        SqlText.text(pattern),
        SqlText.text(id),
        priority);
  }
}
