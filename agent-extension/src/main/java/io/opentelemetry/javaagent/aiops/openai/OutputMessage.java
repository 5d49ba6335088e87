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

/** One choice of an answer as far as it arrived: its text, its tool calls, why it ended. */
final class OutputMessage {

  /** A tool call as far as it arrived. */
  static final class ToolCall {
    private @Nullable String id;
    private @Nullable String name;
    private final KeptText arguments;

    private ToolCall(int keep) {
      arguments = new KeptText(keep);
    }

    @Nullable String id() {
      return id;
    }

    @Nullable String name() {
      return name;
    }

    String arguments() {
      return arguments.toString();
    }

    void add(@Nullable String moreId, @Nullable String moreName, String moreArguments) {
      id = moreId != null ? moreId : id;
      name = moreName != null ? moreName : name;
      arguments.add(moreArguments);
    }
  }

  private static final int MOST_TOOL_CALLS = 128; // what OpenAI allows in one answer

  private final int keep;
  private final KeptText text;
  private final Map<Integer, ToolCall> toolCalls = new TreeMap<>();
  private @Nullable String finishReason;

  OutputMessage(int keep) {
    this.keep = keep;
    this.text = new KeptText(keep);
  }

  KeptText text() {
    return text;
  }

  /** The tool call of that index, or null where an answer has absurdly many. */
  @Nullable ToolCall toolCall(int index) {
    if (toolCalls.size() >= MOST_TOOL_CALLS && !toolCalls.containsKey(index)) {
      return null;
    }
    return toolCalls.computeIfAbsent(index, i -> new ToolCall(keep));
  }

  /** The tool call of that index, or null where none has begun. */
  @Nullable ToolCall begunToolCall(int index) {
    return toolCalls.get(index);
  }

  int nextToolCall() {
    return toolCalls.size();
  }

  List<ToolCall> toolCalls() {
    return new ArrayList<>(toolCalls.values());
  }

  @Nullable String finishReason() {
    return finishReason;
  }

  void finishReason(String reason) {
    finishReason = reason;
  }
}
