/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Locale;

/** Names tool calls the same way on every run of the same conversation. */
final class ToolCallIds {

  private ToolCallIds() {}

  static Answer.ToolCall call(Ask ask, int index, String tool, String arguments) {
    int seed = 31 * (31 * ask.userText().hashCode() + ask.round()) + index;
    return new Answer.ToolCall(
        String.format(Locale.ROOT, "call_%08x%02d", seed, index), tool, arguments);
  }
}
