/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.trace.ToolCall;

/**
 * A call of a tool that is expected.
 *
 * @param tool which
 * @param arguments with what
 */
public record ExpectedCall(NamePattern tool, Arguments arguments) {

  Match of(ToolCall call) {
    return Match.of(tool.accepts(call.name())).and(arguments.of(call.arguments()));
  }

  @Override
  public String toString() {
    return tool.text();
  }
}
