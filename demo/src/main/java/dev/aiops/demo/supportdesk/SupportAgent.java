/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;

/** Answers mail. LangChain4j makes the implementation. */
interface SupportAgent {

  /** Answers one ticket; {@code ticketId} is the conversation it belongs to. */
  @SystemMessage(Policy.TEXT)
  String answer(@MemoryId String ticketId, @UserMessage String text);
}
