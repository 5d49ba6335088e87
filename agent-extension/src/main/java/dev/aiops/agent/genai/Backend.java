/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.javaagent.aiops.http.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Which of Google's services a client talks to, and where.
 *
 * @param provider value of {@code gen_ai.provider.name}; null where the client does not say
 * @param where as far as it is known before anything is sent
 * @param options what the client was given for all of its requests, or null
 */
record Backend(@Nullable String provider, HostPort where, @Nullable Object options) {

  private static final Member API_CLIENT = new Member("apiClient");
  private static final Member VERTEX = new Member("vertexAI");
  private static final Member OPTIONS = new Member("httpOptions");
  private static final Member BASE_URL = new Member("baseUrl");

  /**
   * The service that {@code models} sends a request to.
   *
   * @param config of the request, or null
   */
  static Backend of(Object models, @Nullable Object config) {
    Object client = API_CLIENT.of(models);
    Object options = OPTIONS.of(client);
    String own = BASE_URL.text(OPTIONS.of(config));
    return new Backend(
        provider(client), where(own != null ? own : BASE_URL.text(options)), options);
  }

  private static @Nullable String provider(@Nullable Object client) {
    if (!(VERTEX.of(client) instanceof Boolean vertex)) {
      return null;
    }
    return vertex ? "gcp.vertex_ai" : "gcp.gemini";
  }

  private static HostPort where(@Nullable String url) {
    try {
      return url == null ? HostPort.UNKNOWN : HostPort.of(url);
    } catch (IllegalArgumentException e) {
      return HostPort.UNKNOWN;
    }
  }
}
