/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import org.jspecify.annotations.Nullable;

/** The provider's answer was an error, in its status or in its body. Never thrown. */
public final class ProviderError extends RuntimeException {

  private final int status;
  private final String type;

  ProviderError(
      int status, @Nullable String code, @Nullable String type, @Nullable String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = code != null ? code : type != null ? type : Integer.toString(status);
  }

  /** The HTTP status; 200 where the error came in the body of a stream. */
  public int status() {
    return status;
  }

  /** What the provider calls it ({@code rate_limit_exceeded}), else the status. */
  public String type() {
    return type;
  }
}
