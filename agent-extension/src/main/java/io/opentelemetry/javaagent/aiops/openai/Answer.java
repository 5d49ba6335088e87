/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.pricing.Usage;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, gathered from its values as they arrive, whole or in events. Subclasses know
 * one endpoint each. Not for use by several threads.
 */
abstract class Answer implements JsonPush.Values<AnswerField> {

  /** Finish reason of a choice that has none, as the GenAI conventions ask. */
  static final String NO_FINISH_REASON = "error";

  private final UsageCounts counts = new UsageCounts();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String serviceTier;
  private boolean error;
  private @Nullable String errorCode;
  private @Nullable String errorType;
  private @Nullable String errorMessage;
  private boolean usageInEvent;
  private long chars;

  /** Reads answers of {@code endpoint}, keeping at most {@code keep} characters of each text. */
  static Answer of(Endpoint endpoint, int keep) {
    return switch (endpoint) {
      case RESPONSES -> new ResponsesAnswer(keep);
      case MESSAGES -> new MessagesAnswer(keep);
      default -> new ChatAnswer(keep);
    };
  }

  @Override
  public final void value(AnswerField field, JsonToken token) {
    switch (field) {
      case ID -> id = text(token, id);
      case MODEL -> model = text(token, model);
      case SERVICE_TIER -> serviceTier = text(token, serviceTier);
      case USAGE -> usageInEvent |= token.kind() == JsonToken.Kind.OBJECT;
      case INPUT_TOKENS,
          OUTPUT_TOKENS,
          TOTAL_TOKENS,
          CACHED_TOKENS,
          CACHE_WRITE_TOKENS,
          CACHE_READ_APART,
          CACHE_WRITE_APART,
          CACHE_WRITE_1H,
          WEB_SEARCHES,
          AUDIO_INPUT_TOKENS,
          IMAGE_INPUT_TOKENS,
          REASONING_TOKENS,
          AUDIO_OUTPUT_TOKENS ->
          counts.put(field, token);
      case ERROR, ERROR_CODE, ERROR_TYPE, ERROR_MESSAGE -> error(field, token);
      default -> content(field, token);
    }
  }

  private void error(AnswerField field, JsonToken token) {
    switch (field) {
      case ERROR_CODE -> errorCode = scalar(token, errorCode);
      case ERROR_TYPE -> errorType = text(token, errorType);
      case ERROR_MESSAGE -> errorMessage = text(token, errorMessage);
      default -> wholeError(token);
    }
  }

  private void wholeError(JsonToken token) {
    error |= token.kind() == JsonToken.Kind.OBJECT || token.kind() == JsonToken.Kind.STRING;
    errorMessage = text(token, errorMessage);
  }

  /** An event of a stream ended. */
  final void eventEnded() {
    endOfEvent();
    usageInEvent = false;
  }

  /** Takes a value that only this kind of answer has. */
  abstract void content(AnswerField field, JsonToken token);

  /** The event, or the whole document, was read. */
  abstract void endOfEvent();

  /** Whether the stream said that it is over, so that nothing of interest can follow. */
  abstract boolean over();

  /** Whether the stream came to its end as far as the app is concerned. */
  abstract boolean finished();

  /** Whether the event just read carries a part of the answer. */
  boolean isChunk() {
    return true;
  }

  /** Whether the usage read so far is all there is. */
  boolean usageIsFinal() {
    return true;
  }

  /** Whether the event just read carries usage and nothing an app would look at. */
  abstract boolean onlyUsage();

  abstract List<String> finishReasons();

  abstract List<OutputMessage> messages();

  final boolean usageInEvent() {
    return usageInEvent;
  }

  final void generated(long more) {
    chars += more;
  }

  final long generated() {
    return chars;
  }

  /** The error the body itself carries, or null. */
  final @Nullable ProviderError error(int status) {
    boolean failed = status >= 400 || error || failedByStatus();
    return failed ? new ProviderError(status, errorCode, errorType, errorMessage) : null;
  }

  boolean failedByStatus() {
    return false;
  }

  /** What is known so far. */
  final ModelResponse response() {
    Usage usage = usageIsFinal() ? counts.usage() : null;
    List<OutputMessage> messages = messages();
    return ModelResponse.builder()
        .id(id)
        .model(model)
        .serviceTier(serviceTier)
        .finishReasons(finishReasons())
        .usage(usage)
        .messages(() -> MessagesJson.output(messages))
        .text(() -> plainText(messages))
        .build();
  }

  private static @Nullable String plainText(List<OutputMessage> messages) {
    return messages.isEmpty() || messages.get(0).text().isEmpty()
        ? null
        : messages.get(0).text().toString();
  }

  static @Nullable String text(JsonToken token, @Nullable String otherwise) {
    return token.kind() == JsonToken.Kind.STRING ? token.text() : otherwise;
  }

  private static @Nullable String scalar(JsonToken token, @Nullable String otherwise) {
    return token.kind() == JsonToken.Kind.NUMBER
        ? Long.toString(token.asLong(-1))
        : text(token, otherwise);
  }
}
