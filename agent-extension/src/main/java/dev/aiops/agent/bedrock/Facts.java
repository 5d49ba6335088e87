/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.ServiceTier;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What bounds the cost of a request that is not written as another provider's. What is not known to
 * be harmless counts as what costs most.
 */
final class Facts {

  /** Blocks whose content is text in the request. */
  private static final Set<String> TEXT_BLOCKS =
      Set.of(
          "text",
          "toolUse",
          "toolResult",
          "json",
          "reasoningContent",
          "guardContent",
          "citationsContent",
          "searchResult");

  /**
   * Members of what a request hands to the model as it is which change what an answer may cost, or
   * let the provider search.
   */
  private static final Set<String> COSTLY =
      Set.of(
          "max_tokens",
          "max_completion_tokens",
          "max_gen_len",
          "max_new_tokens",
          "maxTokens",
          "maxTokenCount",
          "n",
          "num_generations",
          "service_tier",
          "speed",
          "tools",
          "mcp_servers");

  private final Asked asked;
  private CacheMarker cache = CacheMarker.NONE;
  private boolean images;
  private boolean files;

  private Facts(Asked asked) {
    this.asked = asked;
  }

  /** The facts, or null where they cannot be told. */
  static @Nullable CallFacts of(Asked asked) {
    return switch (asked.format()) {
      case OTHER -> null;
      case CONVERSE -> new Facts(asked).ofConverse();
      case EMBEDDING -> new Facts(asked).ofEmbedding();
      default -> new Facts(asked).ofPrompt();
    };
  }

  /** Whether the request asks to be served faster than others, at a price of its own. */
  static boolean isDearer(Asked asked) {
    return tier(asked) == ServiceTier.PRIORITY;
  }

  private static ServiceTier tier(Asked asked) {
    Tree parameters = asked.parameters();
    String tier = either(parameters.at("serviceTier", "type"), parameters.at("serviceTier"));
    String latency =
        either(
            parameters.at("performanceConfig", "latency"),
            parameters.at("performanceConfigLatency"));
    boolean isUsual = Set.of("", "default", "flex").contains(tier);
    boolean isStandard = Set.of("", "standard").contains(latency);
    return isUsual && isStandard ? ServiceTier.STANDARD : ServiceTier.PRIORITY;
  }

  private static String either(Tree one, Tree other) {
    return one.text() != null ? one.textOrEmpty() : other.textOrEmpty();
  }

  private @Nullable CallFacts ofConverse() {
    Tree body = asked.body();
    if (isCostly(body.at("additionalModelRequestFields"))) {
      return null;
    }
    CallFacts.Builder facts = builder().messages(body.at("messages").items().size());
    blocks(body.at("system"));
    body.at("messages").items().forEach(message -> blocks(message.at("content")));
    tools(facts, body.at("toolConfig"));
    if (ModelIds.isPrompt(asked.modelId())) {
      facts.storedInput();
    }
    addContent(facts);
    return facts.cacheMarker(cache).maxOutputTokens(limit()).build();
  }

  /** Nova takes some of them one object deeper. */
  private static boolean isCostly(Tree more) {
    return more.names().stream().anyMatch(name -> COSTLY.contains(name) || isCostly(more.at(name)));
  }

  private CallFacts.Builder builder() {
    SdkBytes bytes = asked.bytes();
    int length =
        bytes == null ? asked.body().bytesOfJson().length : bytes.asByteArrayUnsafe().length;
    return CallFacts.builder(length).serviceTier(tier(asked));
  }

  /** The larger of the two names that Nova takes. */
  private long limit() {
    Long limit = asked.format().limit(asked.body());
    Long older = asked.body().at("inferenceConfig", "max_new_tokens").whole();
    return Math.max(limit == null ? 0 : limit, older == null ? 0 : older);
  }

  private void blocks(Tree blocks) {
    blocks.items().forEach(block -> block.names().forEach(kind -> block(kind, block.at(kind))));
  }

  private void block(String kind, Tree content) {
    switch (kind) {
      case "cachePoint" -> cachePoint(content);
      case "image" -> images = true;
      case "toolResult" -> blocks(content.at("content"));
      case "guardContent" -> images |= content.at("image").isGiven();
      default -> files |= !TEXT_BLOCKS.contains(kind);
    }
  }

  private void cachePoint(Tree point) {
    boolean isShort = point.at("ttl").textOrEmpty().matches("(5m)?");
    CacheMarker marker = isShort ? CacheMarker.SHORT : CacheMarker.HOUR;
    cache = cache == CacheMarker.HOUR ? cache : marker;
  }

  /** A tool that is no specification is one that the provider runs. */
  private void tools(CallFacts.Builder facts, Tree config) {
    long count = 0;
    for (Tree tool : config.at("tools").items()) {
      if (tool.at("cachePoint").isGiven()) {
        cachePoint(tool.at("cachePoint"));
      } else {
        count++;
      }
      if (!tool.at("cachePoint").isGiven() && !tool.at("toolSpec").isGiven()) {
        facts.unknownHostedTool();
      }
    }
    facts.tools(count, count == 0 ? 0 : config.bytesOfJson().length);
  }

  private void addContent(CallFacts.Builder facts) {
    if (images) {
      facts.images();
    }
    if (files) {
      facts.files();
    }
  }

  private CallFacts ofPrompt() {
    Tree body = asked.body();
    CallFacts.Builder facts = builder().messages(1 + body.at("chat_history").items().size());
    Long answers = body.at("num_generations").whole();
    images = body.at("images").isGiven();
    addContent(facts);
    if (body.at("connectors").isGiven()) {
      facts.unknownHostedTool();
    }
    facts.tools(body.at("tools").items().size(), body.at("tools").bytesOfJson().length);
    return facts
        .choices(answers == null ? 1 : Math.max(1, answers))
        .maxOutputTokens(limit())
        .build();
  }

  private @Nullable CallFacts ofEmbedding() {
    int texts = Conversation.messages(asked).size();
    Tree body = asked.body();
    images = body.at("images").isGiven() || body.at("inputImage").isGiven();
    if (texts == 0 && !images) {
      return null;
    }
    CallFacts.Builder facts = builder().inputs(Math.max(1, texts)).messages(texts).withoutOutput();
    addContent(facts);
    return facts.build();
  }
}
