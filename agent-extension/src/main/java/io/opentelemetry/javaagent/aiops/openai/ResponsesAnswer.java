/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the Responses API. Its stream repeats the whole answer in the last event. */
final class ResponsesAnswer extends Answer {

  private final int keep;
  private final KeptText streamed;
  private OutputMessage message;
  private String status = "";
  private @Nullable String incompleteReason;
  private boolean calledTools;
  private boolean stream;
  private boolean terminal;
  private boolean errorEvent;

  // of the event being read
  private String event = "";
  private @Nullable String delta;
  private long deltaChars;
  private long itemChars;

  // of the output item being read
  private String itemType = "";
  private @Nullable String itemName;
  private @Nullable String itemCallId;
  private @Nullable String itemArguments;

  ResponsesAnswer(int keep) {
    this.keep = keep;
    this.streamed = new KeptText(keep);
    this.message = new OutputMessage(keep);
  }

  @Override
  void content(AnswerField field, JsonToken token) {
    switch (field) {
      case EVENT_TYPE -> event = orEmpty(token);
      case EVENT_DELTA -> delta(token);
      case STATUS -> status = orEmpty(token);
      case INCOMPLETE_REASON -> incompleteReason = text(token, incompleteReason);
      default -> item(field, token);
    }
  }

  private void delta(JsonToken token) {
    delta = text(token, null);
    deltaChars = token.chars();
  }

  private void item(AnswerField field, JsonToken token) {
    switch (field) {
      case ITEM_TYPE -> itemType = orEmpty(token);
      case ITEM_NAME -> itemName = text(token, null);
      case ITEM_CALL_ID -> itemCallId = text(token, null);
      case ITEM_ARGUMENTS -> {
        itemChars += token.chars();
        itemArguments = text(token, null);
      }
      case ITEM_TEXT -> {
        itemChars += token.chars();
        message.text().add(orEmpty(token));
      }
      case ITEM -> endItem();
      default -> {}
    }
  }

  private void endItem() {
    if (itemType.equals("function_call") || itemType.equals("custom_tool_call")) {
      calledTools = true;
      addToolCall();
    }
    itemType = "";
    itemName = null;
    itemCallId = null;
    itemArguments = null;
  }

  private void addToolCall() {
    OutputMessage.ToolCall call = message.toolCall(message.nextToolCall());
    if (call != null) {
      call.add(itemCallId, itemName, itemArguments == null ? "" : itemArguments);
    }
  }

  @Override
  void endOfEvent() {
    stream |= !event.isEmpty();
    terminal |= isTerminal(event);
    errorEvent |= event.equals("error");
    if (delta != null && isGeneratedText(event)) {
      generated(deltaChars);
      addShownText(delta);
    }
    if (generated() == 0 && (terminal || !stream)) {
      generated(itemChars);
    }
    if (!terminal && stream) {
      message = new OutputMessage(keep); // only the last event's output is the whole one
    }
    event = "";
    delta = null;
    itemChars = 0;
  }

  private void addShownText(String text) {
    if (event.equals("response.output_text.delta") || event.equals("response.refusal.delta")) {
      streamed.add(text);
    }
  }

  private static boolean isTerminal(String event) {
    return switch (event) {
      case "response.completed", "response.incomplete", "response.failed", "error" -> true;
      default -> false;
    };
  }

  /** Deltas are text, except audio and images, which come as base64. */
  private static boolean isGeneratedText(String event) {
    return event.contains("text")
        || event.contains("arguments")
        || event.contains("refusal")
        || event.contains("transcript")
        || event.contains("tool_call_input");
  }

  @Override
  boolean over() {
    return terminal;
  }

  @Override
  boolean finished() {
    return terminal;
  }

  @Override
  boolean onlyUsage() {
    return false;
  }

  @Override
  boolean failedByStatus() {
    return status.equals("failed") || errorEvent;
  }

  @Override
  List<String> finishReasons() {
    return switch (status) {
      case "completed" -> List.of(calledTools ? "tool_calls" : "stop");
      case "incomplete" -> List.of(incomplete());
      case "cancelled", "failed" -> List.of(NO_FINISH_REASON);
      default -> List.of();
    };
  }

  /** The names of chat completions, so that one question finds both. */
  private String incomplete() {
    if (incompleteReason == null) {
      return NO_FINISH_REASON;
    }
    return incompleteReason.equals("max_output_tokens") ? "length" : incompleteReason;
  }

  @Override
  List<OutputMessage> messages() {
    if (message.text().isEmpty()) {
      message.text().add(streamed.toString());
    }
    boolean empty = message.text().isEmpty() && message.nextToolCall() == 0;
    return empty ? List.of() : List.of(message);
  }

  private static String orEmpty(JsonToken token) {
    String text = text(token, "");
    return text == null ? "" : text;
  }
}
