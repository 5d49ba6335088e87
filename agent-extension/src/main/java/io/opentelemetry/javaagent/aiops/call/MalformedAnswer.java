/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

/**
 * The provider's answer was not what the protocol says: no JSON, or JSON that stops. The app never
 * sees it.
 */
public final class MalformedAnswer extends RuntimeException {

  /** Says what was wrong. */
  public MalformedAnswer(String message) {
    super(message, null, false, false);
  }
}
