/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer of chat completions, legacy completions or embeddings. */
final class ChatAnswer extends Answer {

  /** Part of a choice whose index may still be unread. */
  private record Piece(int tool, @Nullable String id, @Nullable String name, String text) {}

  private static final int MOST_CHOICES = 128; // what OpenAI allows
  private static final int TEXT = -2; // in place of a tool's index

  private final int keep;
  private final Map<Integer, OutputMessage> choices = new TreeMap<>();
  private final List<Piece> pieces = new ArrayList<>();
  private int choicesInEvent;
  private int choiceIndex = -1;
  private @Nullable String finishReason;
  private int toolIndex = -1;
  private @Nullable String toolId;
  private @Nullable String toolName;
  private String toolArguments = "";
  private boolean onlyUsage;

  ChatAnswer(int keep) {
    this.keep = keep;
  }

  @Override
  void content(AnswerField field, JsonToken token) {
    switch (field) {
      case CHOICE_INDEX -> choiceIndex = (int) token.asLong(-1);
      case FINISH_REASON -> finishReason = text(token, finishReason);
      case TEXT -> text(token);
      case UNSHOWN_TEXT -> generated(token.chars());
      case CHOICE -> endChoice();
      default -> toolCall(field, token);
    }
  }

  private void text(JsonToken token) {
    if (token.kind() == JsonToken.Kind.STRING) {
      generated(token.chars());
      pieces.add(new Piece(TEXT, null, null, token.text()));
    }
  }

  private void toolCall(AnswerField field, JsonToken token) {
    switch (field) {
      case TOOL_CALL_INDEX -> toolIndex = (int) token.asLong(-1);
      case TOOL_CALL_ID -> toolId = text(token, toolId);
      case TOOL_CALL_NAME -> toolName = text(token, toolName);
      case TOOL_CALL_ARGUMENTS -> arguments(token);
      case TOOL_CALL -> endToolCall();
      default -> {}
    }
  }

  private void arguments(JsonToken token) {
    generated(token.chars());
    toolArguments = token.kind() == JsonToken.Kind.STRING ? token.text() : "";
  }

  private void endToolCall() {
    pieces.add(new Piece(Math.max(-1, toolIndex), toolId, toolName, toolArguments));
    toolIndex = -1;
    toolId = null;
    toolName = null;
    toolArguments = "";
  }

  private void endChoice() {
    OutputMessage message = choice(choiceIndex < 0 ? choicesInEvent : choiceIndex);
    if (message != null) {
      pieces.forEach(piece -> add(message, piece));
      if (finishReason != null) {
        message.finishReason(finishReason);
      }
    }
    pieces.clear();
    toolArguments = "";
    finishReason = null;
    choiceIndex = -1;
    choicesInEvent++;
  }

  private static void add(OutputMessage message, Piece piece) {
    if (piece.tool == TEXT) {
      message.text().add(piece.text);
      return;
    }
    OutputMessage.ToolCall call =
        message.toolCall(piece.tool < 0 ? message.nextToolCall() : piece.tool);
    if (call != null) {
      call.add(piece.id, piece.name, piece.text);
    }
  }

  private @Nullable OutputMessage choice(int index) {
    if (choices.size() >= MOST_CHOICES && !choices.containsKey(index)) {
      return null;
    }
    return choices.computeIfAbsent(index, i -> new OutputMessage(keep));
  }

  @Override
  void endOfEvent() {
    onlyUsage = usageInEvent() && choicesInEvent == 0;
    choicesInEvent = 0;
  }

  @Override
  boolean over() {
    return false;
  }

  @Override
  boolean finished() {
    return choices.values().stream().anyMatch(choice -> choice.finishReason() != null);
  }

  @Override
  boolean onlyUsage() {
    return onlyUsage;
  }

  @Override
  List<String> finishReasons() {
    return choices.values().stream().map(ChatAnswer::reason).toList();
  }

  private static String reason(OutputMessage choice) {
    String reason = choice.finishReason();
    return reason == null ? NO_FINISH_REASON : reason;
  }

  @Override
  List<OutputMessage> messages() {
    return List.copyOf(choices.values());
  }
}
