/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of Anthropic's Messages API. Its stream tells the final usage with the stop reason. */
final class MessagesAnswer extends Answer {

  private final OutputMessage message;
  private @Nullable String stopReason;
  private boolean stream;
  private boolean stopped;
  private boolean terminal;
  private boolean chunk;

  // of the event being read
  private String event = "";
  private int index = -1;
  private int blocks;

  // of the block, or the piece of one, being read
  private String blockType = "";
  private @Nullable String blockId;
  private @Nullable String blockName;
  private @Nullable String partialInput;

  MessagesAnswer(int keep) {
    this.message = new OutputMessage(keep);
  }

  @Override
  void content(AnswerField field, JsonToken token) {
    switch (field) {
      case EVENT_TYPE -> event = orEmpty(token);
      case STOP_REASON -> stopReason = text(token, stopReason);
      case BLOCK_INDEX -> index = (int) token.asLong(-1);
      default -> block(field, token);
    }
  }

  private void block(AnswerField field, JsonToken token) {
    switch (field) {
      case BLOCK_TYPE -> blockType = orEmpty(token);
      case BLOCK_ID -> blockId = text(token, null);
      case BLOCK_NAME -> blockName = text(token, null);
      case BLOCK_TEXT -> {
        generated(token.chars());
        message.text().add(orEmpty(token));
      }
      case BLOCK_THINKING -> generated(token.chars());
      case BLOCK_INPUT -> generated(token.end() - token.start());
      case BLOCK_PARTIAL_INPUT -> {
        generated(token.chars());
        partialInput = orEmpty(token);
      }
      case BLOCK -> endBlock();
      default -> {}
    }
  }

  /** A block of a whole answer; in a stream its index comes before or after it. */
  private void endBlock() {
    blocks++;
    if (event.equals("message")) {
      addToolCall(blocks);
    }
  }

  @Override
  void endOfEvent() {
    stream |= !event.isEmpty() && !event.equals("message");
    stopped |= event.equals("message_delta") && stopReason != null;
    terminal |= event.equals("message_stop") || event.equals("error");
    chunk = event.equals("content_block_delta");
    if (stream) {
      addToolCall(index);
    }
    event = "";
    index = -1;
    blocks = 0;
  }

  /**
   * What the provider's own tools are given comes in pieces as well, and is no call of the app's.
   */
  private void addToolCall(int at) {
    boolean begins = at >= 0 && blockType.equals("tool_use");
    OutputMessage.ToolCall call = begins ? message.toolCall(at) : message.begunToolCall(at);
    if (call != null && (begins || partialInput != null)) {
      call.add(begins ? blockId : null, begins ? blockName : null, orEmpty(partialInput));
    }
    blockType = "";
    blockId = null;
    blockName = null;
    partialInput = null;
  }

  @Override
  boolean over() {
    return terminal;
  }

  @Override
  boolean finished() {
    return stopped || terminal;
  }

  @Override
  boolean isChunk() {
    return chunk;
  }

  /** A stream begins with counts that are far from the last ones. */
  @Override
  boolean usageIsFinal() {
    return !stream || stopped;
  }

  @Override
  boolean onlyUsage() {
    return false;
  }

  @Override
  List<String> finishReasons() {
    return stopReason == null ? List.of() : List.of(stopReason);
  }

  @Override
  List<OutputMessage> messages() {
    boolean empty = message.text().isEmpty() && message.nextToolCall() == 0;
    return empty ? List.of() : List.of(message);
  }

  private static String orEmpty(JsonToken token) {
    return orEmpty(text(token, ""));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
