/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.ServiceTier;
import io.opentelemetry.javaagent.aiops.call.ExtraBody;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Options that decide what a call costs, which provider modules keep in their own parameters or in
 * the model. Read by name: which class has them differs between modules and versions.
 */
final class ModelOptions {

  /** An option in the parameters of a request, or else in the model. */
  private record Option(Getter getter, HiddenField field) {

    static Option named(String name) {
      return new Option(new Getter(name), new HiddenField(name));
    }

    @Nullable Object of(@Nullable Object model, Object parameters) {
      Object given = getter.of(parameters);
      return given != null ? given : field.of(model);
    }
  }

  private static final List<Option> HOSTED_TOOLS =
      options(
          "serverTools",
          "skills",
          "webSearchOptions",
          "allowCodeExecution",
          "allowGoogleSearch",
          "allowGoogleMaps",
          "allowUrlContext");
  private static final List<Option> STORED =
      options("previousResponseId", "conversation", "conversationId", "cachedContent");
  private static final List<Option> CACHES = options("cacheSystemMessages", "cacheTools");
  private static final Option BEDROCK_CACHE = Option.named("promptCaching");
  private static final Option TIER = Option.named("serviceTier");
  private static final Option CUSTOM = Option.named("customParameters");

  private static final Set<String> STANDARD_TIERS =
      Set.of("default", "standard", "standard_only", "flex", "batch", "on_demand");

  private final @Nullable Object model;
  private final Object parameters;

  /**
   * Options of a call.
   *
   * @param model the model that is called, or null
   * @param parameters of the request
   */
  ModelOptions(@Nullable Object model, Object parameters) {
    this.model = model;
    this.parameters = parameters;
  }

  private static List<Option> options(String... names) {
    return Stream.of(names).map(Option::named).toList();
  }

  /** Whether the app writes something into the request by itself that decides what it costs. */
  boolean areUnreadable() {
    return CUSTOM.of(model, parameters) instanceof Map<?, ?> custom
        && ExtraBody.decides(custom.keySet());
  }

  /** Bytes of what the app writes into the request by itself. */
  long customBytes() {
    Object custom = CUSTOM.of(model, parameters);
    return custom instanceof Map<?, ?> map && !map.isEmpty()
        ? SchemaText.bytes(String.valueOf(custom))
        : 0;
  }

  void addTo(CallFacts.Builder facts) {
    if (anyOn(HOSTED_TOOLS)) {
      facts.unknownHostedTool();
    }
    if (anyOn(STORED)) {
      facts.storedInput();
    }
    facts.serviceTier(tier());
  }

  /** Anthropic's options mark for the shortest time; Bedrock's may say how long. */
  CacheMarker marker() {
    if (isOn(BEDROCK_CACHE.of(model, parameters))) {
      return CacheMarker.HOUR;
    }
    return anyOn(CACHES) ? CacheMarker.SHORT : CacheMarker.NONE;
  }

  private ServiceTier tier() {
    Object tier = TIER.of(model, parameters);
    if (tier == null || STANDARD_TIERS.contains(String.valueOf(tier))) {
      return ServiceTier.STANDARD;
    }
    return "auto".equals(String.valueOf(tier)) ? ServiceTier.AUTO : ServiceTier.PRIORITY;
  }

  private boolean anyOn(List<Option> options) {
    for (Option option : options) {
      if (isOn(option.of(model, parameters))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOn(@Nullable Object value) {
    if (value instanceof Collection<?> several) {
      return !several.isEmpty();
    }
    return value != null && !Boolean.FALSE.equals(value);
  }
}
