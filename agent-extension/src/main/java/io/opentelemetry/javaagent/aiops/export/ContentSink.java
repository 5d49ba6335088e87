/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** Takes captured content. */
public interface ContentSink {

  /**
   * Hands a part over. Returns at once and never throws; a part that finds the queue full is
   * dropped and counted.
   */
  void accept(MessagePart part);

  /** Counts a part that was dropped before it got here. */
  void dropped();
}
