/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits by provider and model name, as one file lists them.
 *
 * @param source what the file is, such as {@code models.dev-f3fc69229967}
 * @param byProvider by the catalogue's id of the provider, then by name in lower case
 */
record LimitTable(String source, Map<String, Map<String, Listed>> byProvider) {

  static final LimitTable EMPTY = new LimitTable("", Map.of());

  /**
   * One line.
   *
   * @param context the context as written, or 0; the input limit is never taken for more
   */
  record Listed(long context, Limits limits) {}

  /** This table with every line of {@code first} in the place of its own of that name. */
  LimitTable over(LimitTable first) {
    Map<String, Map<String, Listed>> all = new HashMap<>();
    byProvider.forEach((provider, models) -> all.put(provider, new HashMap<>(models)));
    first.byProvider.forEach(
        (provider, models) ->
            all.computeIfAbsent(provider, added -> new HashMap<>()).putAll(models));
    return new LimitTable(source, all);
  }

  /** The line of exactly this name, or of another spelling of it; null if there is none. */
  @Nullable Listed exact(String provider, String name) {
    Map<String, Listed> models = byProvider.getOrDefault(provider, Map.of());
    for (String spelling : spellings(name)) {
      Listed found = models.get(spelling);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<String> spellings(String name) {
    List<String> spellings = new ArrayList<>(ModelName.spellings(name));
    int slash = name.indexOf('/');
    if (slash > 0) { // litellm writes provider/model
      spellings.addAll(ModelName.spellings(name.substring(slash + 1)));
    }
    return spellings;
  }
}
