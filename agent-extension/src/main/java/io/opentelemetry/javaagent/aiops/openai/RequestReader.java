/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.pricing.CallFacts;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.openai.JsonToken.Kind;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's JSON as a library writes it, keeping no copy, however large. Not for use by
 * several threads.
 */
public final class RequestReader extends OutputStream implements JsonPush.Values<RequestField> {

  /** English text and code average four characters a token; only used where tokens are sent. */
  private static final int CHARS_PER_TOKEN = 4;

  private static final JsonShape<RequestField> SHAPE = JsonShape.of(RequestField.class);

  private final JsonPush<RequestField> json = new JsonPush<>(SHAPE, this);
  private final RequestFacts facts = new RequestFacts();
  private final OutputLimits limits = new OutputLimits();
  private long fed;
  private @Nullable String model;
  private boolean stream;
  private @Nullable Long maxTokens;
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private @Nullable Long choices;
  private @Nullable Long dimensions;
  private long chars;
  private long rootStart = -1;
  private boolean empty;
  private @Nullable Splice options;
  private boolean usageDecided;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    json.feed(bytes, from, from + length);
    fed += length;
  }

  /** Whether the answer is asked for as a stream. */
  public boolean stream() {
    return stream;
  }

  /**
   * The request as far as it could be read.
   *
   * @param library the hook's name
   */
  public ModelRequest.Builder request(Endpoint endpoint, String library) {
    return ModelRequest.of(endpoint.operation(), library)
        .provider(endpoint.provider())
        .model(model)
        .stream(stream)
        .maxTokens(maxTokens)
        .temperature(temperature)
        .topP(topP)
        .choiceCount(choices)
        .dimensions(dimensions)
        .inputChars(json.complete() ? chars : -1)
        .facts(() -> facts(endpoint));
  }

  /**
   * What bounds the cost of one attempt, or null where the request is no JSON object, was not read
   * to its end, or leaves open what is asked.
   */
  public @Nullable CallFacts facts(Endpoint endpoint) {
    boolean read = json.complete() && rootStart >= 0 && !facts.isUnreadable();
    return read ? facts.of(endpoint, fed, limits.tokens(endpoint)) : null;
  }

  /**
   * What to change so that the answer is limited, or null where it is, or where the request could
   * not be read or asks for embeddings.
   *
   * @param openAi whether OpenAI or Azure serves
   * @param tokens the limit, above 0
   */
  public @Nullable Splice outputLimit(Endpoint endpoint, boolean openAi, long tokens) {
    boolean read = json.complete() && rootStart >= 0;
    return read ? limits.injection(endpoint, openAi, tokens, rootStart + 1, empty) : null;
  }

  /**
   * What to change so that a stream reports its usage, or null where it does so anyway, the app
   * decided otherwise, or the endpoint has no such option.
   */
  public @Nullable Splice usageInjection(Endpoint endpoint) {
    boolean optional = endpoint == Endpoint.CHAT || endpoint == Endpoint.COMPLETIONS;
    if (!optional || !stream || usageDecided || !json.complete()) {
      return null;
    }
    return options != null
        ? options
        : Splice.insert(rootStart + 1, "\"stream_options\":{\"include_usage\":true},");
  }

  @Override
  public void value(RequestField field, JsonToken token) {
    facts.value(field, token);
    switch (field) {
      case ROOT -> root(token);
      case MODEL -> model = token.kind() == Kind.STRING ? token.text() : null;
      case STREAM -> stream = token.kind() == Kind.TRUE;
      case STREAM_OPTIONS -> options = streamOptions(token);
      case INCLUDE_USAGE -> usageDecided = true;
      case TEXT, PLAIN, ITEM, ITEM_OUTPUT, PROMPT -> chars += chars(token);
      case TOKEN -> chars += CHARS_PER_TOKEN;
      case JSON, TOOL_INPUT -> chars += token.end() - token.start();
      default -> number(field, token);
    }
  }

  private void root(JsonToken token) {
    rootStart = token.kind() == Kind.OBJECT ? token.start() : -1;
    empty = token.empty();
  }

  private static long chars(JsonToken token) {
    return token.kind() == Kind.NUMBER ? CHARS_PER_TOKEN : token.chars();
  }

  private void number(RequestField field, JsonToken token) {
    switch (field) {
      case MAX_COMPLETION_TOKENS, MAX_OUTPUT_TOKENS, MAX_TOKENS -> {
        maxTokens = whole(token, maxTokens);
        limits.value(field, token);
      }
      case CHOICES -> choices = whole(token, choices);
      case DIMENSIONS -> dimensions = whole(token, dimensions);
      case TEMPERATURE -> temperature = fraction(token);
      case TOP_P -> topP = fraction(token);
      default -> {}
    }
  }

  private static @Nullable Long whole(JsonToken token, @Nullable Long otherwise) {
    long value = token.asLong(-1);
    return value < 0 ? otherwise : Long.valueOf(value);
  }

  private static @Nullable Double fraction(JsonToken token) {
    double value = token.asDouble();
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }

  private static @Nullable Splice streamOptions(JsonToken token) {
    return switch (token.kind()) {
      case OBJECT ->
          Splice.insert(token.start() + 1, "\"include_usage\":true" + (token.empty() ? "" : ","));
      case NULL -> Splice.replace(token.start(), token.end(), "{\"include_usage\":true}");
      default -> null;
    };
  }
}
