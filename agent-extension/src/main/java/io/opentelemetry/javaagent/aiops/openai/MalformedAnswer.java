/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

/**
 * The provider's answer was not what the protocol says: no JSON, or JSON that stops. Never thrown.
 */
public final class MalformedAnswer extends RuntimeException {

  MalformedAnswer(String message) {
    super(message, null, false, false);
  }
}
