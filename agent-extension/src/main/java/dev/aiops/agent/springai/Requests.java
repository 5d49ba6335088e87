/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.pricing.CallFacts;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingRequest;

/** What Spring AI is about to ask a model, in the terms of a model call. */
final class Requests {

  static final String LIBRARY = "spring-ai";
  private static final Getter TEMPERATURE = new Getter("getTemperature");
  private static final Getter TOP_P = new Getter("getTopP");
  private static final Getter DIMENSIONS = new Getter("getDimensions");

  private Requests() {}

  /** A prompt for {@code model} with these options. */
  static ModelRequest chat(Object model, Prompt prompt, Options options, boolean stream) {
    List<Message> messages = prompt.getInstructions();
    long limit = options.limit();
    return ModelRequest.of(Operation.CHAT, LIBRARY)
        .provider(Providers.of(model))
        .model(options.model())
        .stream(stream)
        .maxTokens(limit > 0 ? limit : null)
        .temperature(options.get(TEMPERATURE) instanceof Number n ? n.doubleValue() : null)
        .topP(options.get(TOP_P) instanceof Number n ? n.doubleValue() : null)
        .choiceCount(options.choices())
        .inputChars(Messages.chars(messages) + toolChars(model, prompt, options))
        .systemInstructions(() -> Messages.systemInstructions(messages))
        .messages(() -> Messages.input(messages))
        .prompt(() -> Messages.prompt(messages))
        .facts(() -> facts(model, prompt, options))
        .build();
  }

  private static long toolChars(Object model, Prompt prompt, Options options) {
    Schemas schemas = Schemas.of(model, prompt.getOptions(), options);
    return schemas == null ? 0 : schemas.chars();
  }

  private static @Nullable CallFacts facts(Object model, Prompt prompt, Options options) {
    Schemas schemas = Schemas.of(model, prompt.getOptions(), options);
    if (schemas == null || options.areUnreadable()) {
      return null;
    }
    MessageFacts read = MessageFacts.of(prompt.getInstructions());
    CallFacts.Builder facts =
        CallFacts.builder(read.bytes() + schemas.bytes() + options.extraBytes())
            .messages(prompt.getInstructions().size())
            .tools(schemas.tools(), schemas.bytes());
    read.addTo(facts);
    options.addTo(facts);
    return facts.build();
  }

  /** Texts to embed. */
  static ModelRequest embeddings(Object model, EmbeddingRequest request, Options options) {
    List<String> texts = request.getInstructions();
    long chars = 0;
    long bytes = 0;
    for (String text : texts) {
      chars += text.length();
      bytes += Utf8.length(text);
    }
    int count = Math.max(1, texts.size());
    CallFacts facts =
        CallFacts.builder(bytes).inputs(count).messages(count).withoutOutput().build();
    return ModelRequest.of(Operation.EMBEDDINGS, LIBRARY)
        .provider(Providers.of(model))
        .model(options.model())
        .dimensions(options.get(DIMENSIONS) instanceof Number n ? n.longValue() : null)
        .inputChars(chars)
        .facts(() -> facts)
        .build();
  }
}
