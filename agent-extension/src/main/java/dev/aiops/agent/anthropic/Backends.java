/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpClient;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Who serves the calls of a client: what the library's clients and transport keep to themselves.
 */
final class Backends {

  private static final int DEEPEST = 16;
  private static final HiddenField BACKEND = new HiddenField("backend");
  private static final HiddenField BELOW = new HiddenField("httpClient");

  /** That of the transport below {@code client}; null where it has none or hides it otherwise. */
  static @Nullable Backend of(HttpClient client) {
    Object at = client;
    for (int depth = 0; depth < DEEPEST && at != null; depth++) {
      if (BACKEND.of(at) instanceof Backend backend) {
        return backend;
      }
      at = BELOW.of(at);
    }
    return null;
  }

  /** Asks the backend, which may be the app's own. */
  static HostPort target(Backend backend) {
    try {
      return HostPort.of(backend.baseUrl());
    } catch (RuntimeException e) {
      return HostPort.UNKNOWN;
    }
  }

  /** Value of {@code gen_ai.provider.name}; null where the host tells. */
  static @Nullable String provider(Backend backend) {
    String name = backend.getClass().getName();
    if (name.startsWith("com.anthropic.bedrock.")) {
      return "aws.bedrock";
    }
    if (name.startsWith("com.anthropic.vertex.")) {
      return "gcp.vertex_ai";
    }
    return name.startsWith("com.anthropic.foundry.") ? "azure.ai.inference" : null;
  }

  private Backends() {}
}
