/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;

/** Answers in the chat window, word by word. */
interface ChatAgent {

  @SystemMessage(Policy.TEXT)
  TokenStream answer(@UserMessage String text);
}
