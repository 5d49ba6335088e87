/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.openai;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** A method that the operator names as an agent's entry. */
public final class Desk {

  private final OpenAIClient client;

  Desk(OpenAIClient client) {
    this.client = client;
  }

  /** Asks once, and fails as the model does. */
  public String ask(ChatCompletionCreateParams params) {
    return client.chat().completions().create(params).choices().get(0).message().content().get();
  }
}
