/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.ServiceTier;
import io.opentelemetry.javaagent.aiops.openai.JsonToken.Kind;

/**
 * What bounds the cost of a request, collected as its values pass. What is not known to be harmless
 * counts as what costs most. Not for use by several threads.
 */
final class RequestFacts {

  private static final String[] TEXT_PARTS = {
    "text",
    "input_text",
    "output_text",
    "refusal",
    "summary_text",
    "reasoning_text",
    // Anthropic's; what is in a result is a part of its own
    "thinking",
    "redacted_thinking",
    "tool_use",
    "tool_result"
  };
  private static final String[] IMAGE_PARTS = {
    "image_url", "input_image", "image", "computer_screenshot"
  };
  private static final String[] AUDIO_PARTS = {"input_audio", "audio", "audio_url"};

  /** Items whose content is in the body; of all others the provider may know more. */
  private static final String[] WHOLE_ITEMS = {
    "message",
    "function_call",
    "function_call_output",
    "custom_tool_call",
    "custom_tool_call_output",
    "computer_call",
    "computer_call_output",
    "local_shell_call",
    "local_shell_call_output",
    "shell_call",
    "shell_call_output",
    "apply_patch_call",
    "apply_patch_call_output",
    "mcp_list_tools",
    "mcp_approval_request",
    "mcp_approval_response",
    "mcp_call"
  };

  private static final String[] STANDARD_TIERS = {
    "default", "standard", "standard_only", "flex", "batch", "on_demand"
  };

  private final RequestTools tools = new RequestTools();
  private final CacheMarks cache = new CacheMarks();
  private long messages;
  private long schemaBytes;
  private long prompts;
  private long choices = 1;
  private boolean typed;
  private boolean innerTyped;
  private boolean itemObjects;
  private boolean images;
  private boolean audio;
  private boolean files;
  private boolean stored;
  private boolean audioOutput;
  private boolean unreadable;
  private ServiceTier tier = ServiceTier.STANDARD;

  void value(RequestField field, JsonToken token) {
    switch (field) {
      case TEXT -> stored |= token.kind() == Kind.OBJECT;
      case PLAIN -> plain(token);
      case MESSAGE -> messages++;
      case ITEM -> item(token);
      case ITEM_TYPE -> itemType(token);
      case ITEM_OUTPUT, PART -> part(token);
      case PART_TYPE -> partType(token);
      case INNER_PART -> innerPart(token);
      case INNER_PART_TYPE -> innerPartType(token);
      case PROMPT -> prompt(token);
      case JSON -> schemaBytes += token.end() - token.start();
      default -> option(field, token);
    }
  }

  private void option(RequestField field, JsonToken token) {
    switch (field) {
      case CHOICES, BEST_OF -> choices(token);
      case SERVICE_TIER -> tier(token);
      case IMAGES -> images |= isGiven(token);
      case STORED -> stored |= isGiven(token);
      case MODALITY -> audioOutput |= token.is("audio");
      case AUDIO_OUTPUT -> audioOutput |= isGiven(token);
      case OTHER_MODELS -> unreadable |= isGiven(token);
      case CACHE_CONTROL, CACHE_TTL -> cache.value(field, token);
      default -> tools.value(field, token);
    }
  }

  /** Whether a value is there at all: neither null nor an empty list. */
  static boolean isGiven(JsonToken token) {
    return token.kind() != Kind.NULL && !(token.kind() == Kind.ARRAY && token.empty());
  }

  private void plain(JsonToken token) {
    messages += token.kind() == Kind.STRING ? 1 : 0;
    stored |= token.kind() == Kind.OBJECT;
  }

  private void item(JsonToken token) {
    messages += token.kind() == Kind.NUMBER ? 0 : 1;
    itemObjects |= token.kind() == Kind.OBJECT;
  }

  private void itemType(JsonToken token) {
    images |= token.is("image_generation_call");
    stored |= !token.isAny(WHOLE_ITEMS);
    tools.item(token);
  }

  private void part(JsonToken token) {
    files |= token.kind() == Kind.OBJECT && !typed;
    typed = false;
  }

  private void innerPart(JsonToken token) {
    files |= token.kind() == Kind.OBJECT && !innerTyped;
    innerTyped = false;
  }

  private void innerPartType(JsonToken token) {
    innerTyped = true;
    kind(token);
  }

  private void partType(JsonToken token) {
    typed = true;
    kind(token);
  }

  private void kind(JsonToken token) {
    boolean isImage = token.isAny(IMAGE_PARTS);
    boolean isAudio = token.isAny(AUDIO_PARTS);
    images |= isImage;
    audio |= isAudio;
    files |= !isImage && !isAudio && !token.isAny(TEXT_PARTS);
  }

  /** A list of numbers is one prompt in tokens; any other element is a prompt by itself. */
  private void prompt(JsonToken token) {
    prompts += token.kind() == Kind.NUMBER ? 0 : 1;
  }

  private void choices(JsonToken token) {
    long count = token.asLong(0);
    choices = Math.max(choices, count);
    unreadable |= count <= 0 && token.kind() != Kind.NULL;
  }

  private void tier(JsonToken token) {
    if (token.is("auto")) {
      tier = tier == ServiceTier.PRIORITY ? tier : ServiceTier.AUTO;
    } else if (token.kind() != Kind.NULL && !token.isAny(STANDARD_TIERS)) {
      tier = ServiceTier.PRIORITY;
    }
  }

  /** Whether something decides the cost that cannot be told from the request. */
  boolean isUnreadable() {
    return unreadable;
  }

  /**
   * The facts.
   *
   * @param bodyBytes the length of the body
   * @param limit the limit of the answer, 0 for none
   */
  CallFacts of(Endpoint endpoint, long bodyBytes, long limit) {
    CallFacts.Builder facts =
        CallFacts.builder(bodyBytes)
            .inputs(inputs(endpoint))
            .messages(messages + prompts)
            .choices(allChoices())
            .cacheMarker(cache.marker())
            .serviceTier(tier)
            // holds for a prediction too: its rejected tokens count towards the limit
            .maxOutputTokens(limit);
    tools.addTo(facts, schemaBytes, endpoint);
    addContent(facts, endpoint);
    if (endpoint == Endpoint.EMBEDDINGS) {
      facts.withoutOutput();
    }
    return facts.build();
  }

  private long inputs(Endpoint endpoint) {
    return switch (endpoint) {
      case EMBEDDINGS -> Math.max(1, messages);
      case COMPLETIONS -> Math.max(1, prompts);
      default -> 1;
    };
  }

  /** Each of several prompts is answered as often as asked. */
  private long allChoices() {
    long each = Math.max(1, prompts);
    return choices > Long.MAX_VALUE / each ? Long.MAX_VALUE : choices * each;
  }

  private void addContent(CallFacts.Builder facts, Endpoint endpoint) {
    if (images) {
      facts.images();
    }
    if (audio) {
      facts.audio();
    }
    if (files || (itemObjects && endpoint == Endpoint.EMBEDDINGS)) {
      facts.files();
    }
    if (stored) {
      facts.storedInput();
    }
    if (audioOutput) {
      facts.audioOutput();
    }
  }
}
