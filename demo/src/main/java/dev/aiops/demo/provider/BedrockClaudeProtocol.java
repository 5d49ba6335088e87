/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Claude's bodies of InvokeModel: Anthropic's messages without a model, and with a version, as
 * documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">model-parameters-anthropic-claude-messages-request-response</a>.
 */
final class BedrockClaudeProtocol implements Protocol {

  private static final Pattern OWN_NAME = Pattern.compile(".*anthropic\\.(.+?)(?:-v\\d+.*)?");

  private final MessagesProtocol messages = new MessagesProtocol();

  @Override
  public String endpoint() {
    return messages.endpoint();
  }

  @Override
  public Ask ask(JsonNode body) {
    if (!body.has("anthropic_version")) {
      throw new IllegalArgumentException("anthropic_version: Field required");
    }
    return messages.ask(body);
  }

  @Override
  public JsonNode whole(Completion completion) {
    return messages.whole(named(completion));
  }

  /** Nothing keeps the connection alive here. */
  @Override
  public List<Frame> frames(Completion completion) {
    return messages.frames(named(completion)).stream()
        .filter(frame -> !frame.event().equals("ping"))
        .toList();
  }

  /** Answers have Anthropic's name of the model, not AWS's. */
  private static Completion named(Completion completion) {
    Matcher name = OWN_NAME.matcher(completion.model());
    return name.matches() ? completion.servedBy(name.group(1)) : completion;
  }
}
