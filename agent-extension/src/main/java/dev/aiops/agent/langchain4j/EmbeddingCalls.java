/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.pricing.CallFacts;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Leaf;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends calls of embedding models. Requests and responses of their own are younger than
 * 1.13 and are read by the names of their getters.
 */
final class EmbeddingCalls {

  private static final Leaf LEAF = new Leaf(EmbeddingModel.class);
  private static final Getter MODEL_NAME = new Getter("modelName");
  private static final Getter PROVIDER = new Getter("provider");
  private static final Getter DIMENSIONS = new Getter("dimensions");
  private static final Getter INPUTS = new Getter("inputs");
  private static final Getter TEXT = new Getter("text");
  private static final Getter CONTENTS = new Getter("contents");
  private static final Getter TOKEN_USAGE = new Getter("tokenUsage");

  private EmbeddingCalls() {}

  /** {@code model.embedAll(segments)}. */
  static @Nullable Object embedAll(EmbeddingModel model, @Nullable List<TextSegment> segments) {
    if (segments == null || segments.isEmpty() || !LEAF.is(model)) {
      return null;
    }
    return begin(
        Requests.embeddings(
            provider(model),
            name(model),
            null,
            Requests.segmentChars(segments),
            () -> Requests.segmentFacts(segments)));
  }

  /** {@code model.doEmbed(request)}. */
  static @Nullable Object doEmbed(EmbeddingModel model, Object request) {
    return LEAF.is(model) ? begin(asked(model, request)) : null;
  }

  /** {@code model.doEmbedAsync(request)}, whose request and future are younger than 1.13. */
  static Object @Nullable [] doEmbedAsync(EmbeddingModel model, Object request) {
    Context parent = Context.current();
    if (!LEAF.is(model) || ModelCalls.isElsewhere(parent)) {
      return null;
    }
    return Entered.beginAsync(
        ModelCalls.start(parent, asked(model, request)),
        parent,
        () -> Futures.of(model, "doEmbedAsync", request));
  }

  private static ModelRequest asked(EmbeddingModel model, Object request) {
    String asked = MODEL_NAME.of(request) instanceof String name ? name : name(model);
    Integer dimensions = DIMENSIONS.of(request) instanceof Integer number ? number : null;
    return Requests.embeddings(
        provider(model), asked, dimensions, chars(request), () -> facts(request));
  }

  /** What the model answered: a response of either kind, or what it threw. */
  static void ended(Entered entered, @Nullable Object response, @Nullable Throwable thrown) {
    entered.scope().close();
    ended(entered.call(), response, thrown);
  }

  /** The future the app gets in place of {@code answer}. */
  static @Nullable CompletableFuture<Object> endedAsync(
      Entered entered, @Nullable CompletableFuture<Object> answer, @Nullable Throwable thrown) {
    entered.scope().close();
    if (answer == null) {
      ended(entered.call(), null, thrown);
      return null;
    }
    return new CallFuture<>(
        answer,
        entered.parent(),
        (response, error) -> ended(entered.call(), response, error),
        entered.call()::cancel);
  }

  private static void ended(ModelCall call, @Nullable Object response, @Nullable Throwable error) {
    if (error != null) {
      Ends.failed(call, error);
      return;
    }
    Object tokens =
        response instanceof Response<?> legacy ? legacy.tokenUsage() : TOKEN_USAGE.of(response);
    String model = MODEL_NAME.of(response) instanceof String name ? name : null;
    call.succeed(Responses.embeddings(model, tokens instanceof TokenUsage usage ? usage : null));
  }

  private static Object begin(ModelRequest request) {
    Context parent = Context.current();
    return Entered.begin(ModelCalls.start(parent, request), parent);
  }

  private static @Nullable String provider(EmbeddingModel model) {
    String said = PROVIDER.of(model) instanceof ModelProvider p ? Providers.name(p) : null;
    return said == null ? Providers.of(model.getClass()) : said;
  }

  private static @Nullable String name(EmbeddingModel model) {
    Object name = MODEL_NAME.of(model);
    if (name == null) {
      name = ModelNameField.of(model);
    }
    return name instanceof String text && !text.equals("unknown") ? text : null;
  }

  private static long chars(Object request) {
    if (!(INPUTS.of(request) instanceof List<?> inputs)) {
      return -1;
    }
    long chars = 0;
    for (Object input : inputs) {
      chars += TEXT.of(input) instanceof String text ? text.length() : 0;
    }
    return chars;
  }

  private static @Nullable CallFacts facts(Object request) {
    if (!(INPUTS.of(request) instanceof List<?> inputs)) {
      return null;
    }
    MessageFacts read = new MessageFacts();
    for (Object input : inputs) {
      if (CONTENTS.of(input) instanceof List<?> contents) {
        read.contents(contents);
      } else {
        read.text(TEXT.of(input) instanceof String text ? text : null);
      }
    }
    int count = Math.max(1, inputs.size());
    CallFacts.Builder facts =
        CallFacts.builder(read.bytes()).inputs(count).messages(count).withoutOutput();
    read.addTo(facts);
    return facts.build();
  }
}
