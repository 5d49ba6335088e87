/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.request.ControlPlane;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where people ask for batches. The names are not those of the agent that the process runs under,
 * whose token is another one.
 */
final class PlaneSettings {

  private static final String URL = "AIOPS_EVAL_API_URL";
  private static final String TOKEN = "AIOPS_EVAL_TOKEN";

  private PlaneSettings() {}

  /** Empty where neither variable is set; fails where one is, or the address is none. */
  static Optional<ControlPlane> of(Map<String, String> environment) {
    String url = environment.getOrDefault(URL, "").strip();
    String token = environment.getOrDefault(TOKEN, "").strip();
    if (url.isEmpty() && token.isEmpty()) {
      return Optional.empty();
    } else if (url.isEmpty() || token.isEmpty()) {
      throw new UnusableException(
          "set both %s and %s, or neither: batches that people ask for need the two"
              .formatted(URL, TOKEN));
    }
    return Optional.of(new ControlPlane(root(url), token, UUID.randomUUID().toString()));
  }

  private static URI root(String url) {
    if (!url.matches("https?://[^/?#@]+/?")) {
      throw new UnusableException(URL + " must be as http://127.0.0.1:8321, got " + url);
    }
    return URI.create(url);
  }
}
