/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What bounds the cost of a chat request. */
final class ChatFacts {

  // OpenAI's newer limit, which LangChain4j keeps beside the common one
  private static final Getter MAX_COMPLETION_TOKENS = new Getter("maxCompletionTokens");

  private ChatFacts() {}

  /**
   * The facts, or null where the app decides the cost by parameters of its own.
   *
   * @param model the model that is called
   * @param parameters of the request
   * @param schemas the tools and the schema among them
   */
  static @Nullable CallFacts of(
      Object model,
      List<ChatMessage> messages,
      ChatRequestParameters parameters,
      SchemaText schemas) {
    ModelOptions options = new ModelOptions(model, parameters);
    if (options.areUnreadable()) {
      return null;
    }
    MessageFacts read = new MessageFacts();
    read.messages(messages);
    CallFacts.Builder facts =
        CallFacts.builder(read.bytes() + schemas.bytes() + options.customBytes())
            .messages(messages.size())
            .tools(schemas.tools(), schemas.bytes())
            .cacheMarker(marker(read, options, schemas))
            .maxOutputTokens(limit(parameters));
    read.addTo(facts);
    options.addTo(facts);
    return facts.build();
  }

  private static CacheMarker marker(MessageFacts read, ModelOptions options, SchemaText schemas) {
    CacheMarker tools = schemas.marksCache() ? CacheMarker.HOUR : CacheMarker.NONE;
    return dearer(tools, dearer(read.marker(), options.marker()));
  }

  private static CacheMarker dearer(CacheMarker one, CacheMarker other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** The larger of the two; 0 where one of them is no limit, as some servers read it. */
  private static long limit(ChatRequestParameters parameters) {
    Integer common = parameters.maxOutputTokens();
    Integer openAi = MAX_COMPLETION_TOKENS.of(parameters) instanceof Integer i ? i : null;
    if ((common != null && common <= 0) || (openAi != null && openAi <= 0)) {
      return 0;
    }
    return Math.max(common == null ? 0 : common, openAi == null ? 0 : openAi);
  }
}
