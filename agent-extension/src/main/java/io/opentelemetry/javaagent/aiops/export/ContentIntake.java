/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** Captured content on its way to the writer. */
record ContentIntake(Handoff<MessagePart> queue, Drops drops) implements ContentSink {

  @Override
  public void accept(MessagePart part) {
    queue.offer(part);
  }

  @Override
  public void dropped() {
    drops.add(Table.MESSAGE_CONTENT, Drops.Reason.QUEUE_FULL, 1);
  }
}
