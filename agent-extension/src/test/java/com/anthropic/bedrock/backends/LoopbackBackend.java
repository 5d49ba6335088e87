/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.anthropic.bedrock.backends;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;

/**
 * A backend in the package of the library's Bedrock module, without its signing: what a request is
 * prepared by is told by the class, as there.
 */
public final class LoopbackBackend implements Backend {

  private final String baseUrl;

  /** A backend at {@code baseUrl}. */
  public LoopbackBackend(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  @Override
  public String baseUrl() {
    return baseUrl;
  }

  @Override
  public HttpRequest prepareRequest(HttpRequest request) {
    return request;
  }

  @Override
  public void close() {}
}
