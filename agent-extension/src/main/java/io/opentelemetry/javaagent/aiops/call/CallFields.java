/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_LIBRARY;
import static io.opentelemetry.javaagent.aiops.Vocabulary.EMBEDDINGS_DIMENSIONS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.PROVIDER_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REQUEST_CHOICE_COUNT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REQUEST_MAX_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REQUEST_STREAM;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REQUEST_TEMPERATURE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REQUEST_TOP_P;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RESPONSE_FINISH_REASONS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RESPONSE_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RESPONSE_MODEL;
import static io.opentelemetry.javaagent.aiops.Vocabulary.SERVER_ADDRESS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.SERVER_PORT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.SERVICE_TIER;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.javaagent.aiops.http.ModelHosts;
import org.jspecify.annotations.Nullable;

/**
 * What a call's span says of request, endpoint and answer. Put there when the call ends, which may
 * be on another thread than the app's: only what samplers and processors look at is there earlier.
 */
final class CallFields {

  /**
   * Where a call went.
   *
   * @param provider value of {@code gen_ai.provider.name}, as far as the hook knows
   * @param address host without port
   * @param port 0 or less where unknown
   */
  record Target(@Nullable String provider, @Nullable String address, int port) {

    /** Host and port as one, or null where the host is unknown. */
    @Nullable String host() {
      return address == null || port <= 0 ? address : address + ':' + port;
    }

    /** The provider: a known host overrules what the hook knows. */
    @Nullable String provider(ModelHosts hosts) {
      String known = address == null ? null : hosts.provider(address, port);
      return known != null ? known : provider;
    }
  }

  static void put(Span span, ModelRequest request) {
    span.setAttribute(CALL_LIBRARY, request.library());
    if (request.operation() == Operation.EMBEDDINGS) {
      put(span, EMBEDDINGS_DIMENSIONS, request.dimensions());
      return;
    }
    span.setAttribute(REQUEST_STREAM, request.stream());
    put(span, REQUEST_MAX_TOKENS, request.maxTokens());
    put(span, REQUEST_TEMPERATURE, request.temperature());
    put(span, REQUEST_TOP_P, request.topP());
    if (request.choiceCount() != null && request.choiceCount() != 1) {
      span.setAttribute(REQUEST_CHOICE_COUNT, request.choiceCount());
    }
  }

  static void put(Span span, Target target, ModelHosts hosts) {
    put(span, PROVIDER_NAME, target.provider(hosts));
    put(span, SERVER_ADDRESS, target.address());
    if (target.port() > 0) {
      span.setAttribute(SERVER_PORT, (long) target.port());
    }
  }

  static void put(Span span, ModelResponse known) {
    put(span, RESPONSE_ID, known.id());
    put(span, RESPONSE_MODEL, known.model());
    put(span, SERVICE_TIER, known.serviceTier());
    if (!known.finishReasons().isEmpty()) {
      span.setAttribute(RESPONSE_FINISH_REASONS, known.finishReasons());
    }
  }

  private static <T> void put(Span span, AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }

  private CallFields() {}
}
