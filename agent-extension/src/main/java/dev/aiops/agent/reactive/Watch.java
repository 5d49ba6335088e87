/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.reactive;

import io.opentelemetry.context.Context;

/** Told what becomes of one subscription. What it throws is reported once and swallowed. */
public interface Watch {

  /** Where the publisher works; the subscriber stays in the context that it subscribed from. */
  Context context();

  /** An element. */
  void next(Object element);

  /** It has completed. */
  void done();

  /** It has failed. */
  void failed(Throwable error);

  /** The subscriber wants no more. */
  void cancelled();
}
