/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.ServiceTier;
import io.opentelemetry.javaagent.aiops.call.ExtraBody;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a call, and those of its model where the call says nothing. Read by name: which
 * class has which differs between provider modules and versions.
 */
final class Options {

  private static final List<Getter> DEFAULTS = getters("getOptions", "getDefaultOptions");
  private static final List<Getter> LIMITS =
      getters("getMaxTokens", "getMaxCompletionTokens", "getMaxOutputTokens", "getNumPredict");
  private static final List<Getter> HOSTED_TOOLS =
      getters(
          "getWebSearchOptions",
          "getWebSearchTool",
          "getSkillContainer",
          "getGoogleSearchRetrieval",
          "getIncludeServerSideToolInvocations");
  private static final List<Getter> STORED =
      getters("getCachedContentName", "getUseCachedContent", "getPreviousResponseId");
  private static final Getter DOCUMENTS = new Getter("getCitationDocuments");
  private static final Getter AUDIO = new Getter("getOutputAudio");
  private static final Getter MODALITIES = new Getter("getOutputModalities");
  private static final Getter CACHE = new Getter("getCacheOptions");
  private static final Getter STRATEGY = new Getter("getStrategy");
  private static final Getter TIER = new Getter("getServiceTier");
  private static final Getter CHOICES = new Getter("getN");
  private static final Getter MODEL = new Getter("getModel");
  private static final Getter EXTRA_BODY = new Getter("getExtraBody");
  private static final Getter GEO = new Getter("getInferenceGeo");
  private static final Set<String> STANDARD_TIERS =
      Set.of("default", "standard", "standard_only", "flex", "batch", "on_demand");

  private final @Nullable Object given;
  private final @Nullable Object defaults;

  private Options(@Nullable Object given, @Nullable Object defaults) {
    this.given = given;
    this.defaults = defaults;
  }

  /** The options {@code given} for a call of {@code model}. */
  static Options of(Object model, @Nullable Object given) {
    for (Getter getter : DEFAULTS) {
      Object defaults = getter.of(model);
      if (defaults != null) {
        return new Options(given, defaults);
      }
    }
    return new Options(given, new HiddenField("defaultOptions").of(model));
  }

  private static List<Getter> getters(String... names) {
    return Stream.of(names).map(Getter::new).toList();
  }

  /** What a getter says, of the call or else of the model. */
  @Nullable Object get(Getter getter) {
    Object value = getter.of(given);
    return value != null ? value : getter.of(defaults);
  }

  @Nullable String model() {
    return get(MODEL) instanceof String model ? model : null;
  }

  @Nullable Long choices() {
    return get(CHOICES) instanceof Number number ? number.longValue() : null;
  }

  /** The largest limit of those that the provider may read, 0 for none. */
  long limit() {
    long largest = 0;
    for (Getter getter : LIMITS) {
      if (get(getter) instanceof Number limit) {
        if (limit.longValue() <= 0) {
          return 0; // no limit, as some servers read it
        }
        largest = Math.max(largest, limit.longValue());
      }
    }
    return largest;
  }

  /** Whether the app writes something into the request that may decide by itself what it costs. */
  boolean areUnreadable() {
    return get(GEO) != null
        || (get(EXTRA_BODY) instanceof Map<?, ?> extra && ExtraBody.decides(extra.keySet()));
  }

  /** Bytes of what the app writes into the request by itself. */
  long extraBytes() {
    return get(EXTRA_BODY) instanceof Map<?, ?> extra && !extra.isEmpty()
        ? Schemas.bytes(extra.toString())
        : 0;
  }

  void addTo(CallFacts.Builder facts) {
    facts.maxOutputTokens(limit()).cacheMarker(marker()).serviceTier(tier());
    Long choices = choices();
    if (choices != null && choices > 0) {
      facts.choices(choices);
    }
    if (anyOn(HOSTED_TOOLS)) {
      facts.unknownHostedTool();
    }
    if (anyOn(STORED)) {
      facts.storedInput();
    }
    if (isOn(get(DOCUMENTS))) {
      facts.files();
    }
    if (isOn(get(AUDIO)) || String.valueOf(get(MODALITIES)).contains("audio")) {
      facts.audioOutput();
    }
  }

  /** Which messages are marked, and for how long, is up to the module: for the longest. */
  private CacheMarker marker() {
    Object cache = get(CACHE);
    boolean isOff = cache == null || "NONE".equals(String.valueOf(STRATEGY.of(cache)));
    return isOff ? CacheMarker.NONE : CacheMarker.HOUR;
  }

  private ServiceTier tier() {
    Object tier = get(TIER);
    String name = String.valueOf(tier).toLowerCase(Locale.ROOT);
    if (tier == null || STANDARD_TIERS.contains(name)) {
      return ServiceTier.STANDARD;
    }
    return name.equals("auto") ? ServiceTier.AUTO : ServiceTier.PRIORITY;
  }

  private boolean anyOn(List<Getter> getters) {
    return getters.stream().anyMatch(getter -> isOn(get(getter)));
  }

  private static boolean isOn(@Nullable Object value) {
    if (value instanceof Collection<?> several) {
      return !several.isEmpty();
    }
    return value != null && !Boolean.FALSE.equals(value);
  }
}
