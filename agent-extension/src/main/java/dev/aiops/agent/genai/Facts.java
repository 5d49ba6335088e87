/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.ServiceTier;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What bounds the cost of a call: how much text goes in, what else does, and what may come out. */
final class Facts {

  private static final Member OPTIONS = new Member("httpOptions");
  private static final Member EXTRA_BODY = new Member("extraBody");
  private static final Member HEADERS = new Member("headers");
  private static final Member SERVICE_TIER = new Member("serviceTier");
  private static final Member RESULT_PARTS = new Member("parts");
  private static final Member SIGNATURE = new Member("thoughtSignature");

  private static final Set<String> OF_THE_APP = Set.of("functionDeclarations", "functions");
  private static final Set<String> STANDARD_TIERS =
      Set.of("standard", "flex", "unspecified", "service_tier_unspecified");
  private static final String TIER_HEADER = "x-vertex-ai-llm-shared-request-type";

  private Facts() {}

  /** The facts, or null where the app writes into the request what nobody can read here. */
  static @Nullable CallFacts generate(
      Backend backend, List<Content> contents, GenerateContentConfig config) {
    if (isRewritten(backend, config)) {
      return null;
    }
    CallFacts.Builder facts =
        CallFacts.builder(bytes(contents) + Utf8.length(config.toJson()))
            .messages(contents.size())
            .choices(Math.max(1, config.candidateCount().orElse(1)))
            .maxOutputTokens(config.maxOutputTokens().orElse(0))
            .serviceTier(tier(backend, config));
    tools(config.tools().orElse(List.of()), facts);
    beyondText(contents, config, facts);
    return facts.build();
  }

  private static void tools(List<Tool> tools, CallFacts.Builder facts) {
    long schemas = 0;
    long functions = 0;
    for (Tool tool : tools) {
      String json = tool.toJson();
      schemas += Utf8.length(json);
      functions += tool.functionDeclarations().map(List::size).orElse(0);
      if (!OF_THE_APP.containsAll(Json.names(json))) {
        facts.unknownHostedTool();
      }
    }
    facts.tools(functions, schemas);
  }

  private static void beyondText(
      List<Content> contents, GenerateContentConfig config, CallFacts.Builder facts) {
    if (config.cachedContent().isPresent()) {
      facts.storedInput();
    }
    if (speaks(config)) {
      facts.audioOutput();
    }
    modalities(contents, facts);
    config.systemInstruction().ifPresent(content -> modalities(List.of(content), facts));
  }

  static @Nullable CallFacts embed(
      Backend backend, List<Content> contents, @Nullable EmbedContentConfig config) {
    if (isRewritten(backend, config)) {
      return null;
    }
    int inputs = Math.max(1, contents.size());
    CallFacts.Builder facts =
        CallFacts.builder(bytes(contents)).inputs(inputs).messages(inputs).withoutOutput();
    modalities(contents, facts);
    return facts.build();
  }

  private static boolean isRewritten(Backend backend, @Nullable Object config) {
    return isGiven(EXTRA_BODY.of(backend.options())) || isGiven(EXTRA_BODY.of(OPTIONS.of(config)));
  }

  private static boolean isGiven(@Nullable Object map) {
    return map instanceof Map<?, ?> given && !given.isEmpty();
  }

  /** Of data and files the length says nothing; they are told apart by {@link #modalities}. */
  private static long bytes(List<Content> contents) {
    long bytes = 0;
    for (Content content : contents) {
      for (Part part : Contents.parts(content)) {
        bytes += part.inlineData().isPresent() ? 0 : bytes(part);
      }
    }
    return bytes;
  }

  private static long bytes(Part part) {
    boolean onlyText = part.text().isPresent() && SIGNATURE.of(part) == null;
    return Utf8.length(onlyText ? part.text().get() : part.toJson());
  }

  private static void modalities(List<Content> contents, CallFacts.Builder facts) {
    for (Content content : contents) {
      for (Part part : Contents.parts(content)) {
        modality(Parts.mimeType(part), facts);
        if (RESULT_PARTS.of(part.functionResponse().orElse(null)) instanceof List<?> parts
            && !parts.isEmpty()) {
          facts.files();
        }
      }
    }
  }

  private static void modality(@Nullable String mimeType, CallFacts.Builder facts) {
    if (mimeType == null) {
      return;
    }
    if (mimeType.startsWith("image/")) {
      facts.images();
    } else if (mimeType.startsWith("audio/")) {
      facts.audio();
    } else {
      facts.files();
    }
  }

  private static boolean speaks(GenerateContentConfig config) {
    return config.speechConfig().isPresent()
        || config.responseModalities().orElse(List.of()).stream()
            .anyMatch(modality -> modality.toUpperCase(Locale.ROOT).equals("AUDIO"));
  }

  private static ServiceTier tier(Backend backend, GenerateContentConfig config) {
    String asked = SERVICE_TIER.text(config);
    boolean dearer =
        (asked != null && !STANDARD_TIERS.contains(asked.toLowerCase(Locale.ROOT)))
            || asksByHeader(HEADERS.of(backend.options()))
            || asksByHeader(HEADERS.of(OPTIONS.of(config)));
    return dearer ? ServiceTier.PRIORITY : ServiceTier.STANDARD;
  }

  private static boolean asksByHeader(@Nullable Object headers) {
    return headers instanceof Map<?, ?> map
        && map.entrySet().stream()
            .anyMatch(
                header ->
                    TIER_HEADER.equals(String.valueOf(header.getKey()).toLowerCase(Locale.ROOT))
                        && !"flex".equals(String.valueOf(header.getValue())));
  }
}
