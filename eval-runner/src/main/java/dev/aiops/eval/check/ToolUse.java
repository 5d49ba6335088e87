/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.trace.ToolCall;
import java.util.List;

/** Checks of which tools were called, with what and in which order. */
public final class ToolUse {

  private ToolUse() {}

  /** A call as expected was made; without arguments named, any call of the tool. */
  public static Check used(ExpectedCall expected) {
    return target ->
        Match.any(target.toolCalls().stream().map(expected::of)).outcome("call of " + expected);
  }

  /** Every call of a tool has arguments as expected; does not apply where it was not called. */
  public static Check arguments(ExpectedCall expected) {
    return target -> {
      List<ToolCall> calls = callsOf(expected.tool(), target);
      return calls.isEmpty()
          ? new NotApplicable(expected + " was not called")
          : Match.all(calls.stream().map(expected::of)).outcome("arguments of " + expected);
    };
  }

  /** No tool but those named was called. */
  public static Check onlyOf(List<NamePattern> tools) {
    return target ->
        target.toolCalls().stream()
            .map(ToolCall::name)
            .filter(name -> tools.stream().noneMatch(tool -> tool.accepts(name)))
            .findFirst()
            .map(name -> Outcome.of(false, name + " is not one of the tools allowed"))
            .orElseGet(() -> Outcome.of(true, "only tools allowed were called"));
  }

  /** Tools were called in this order; others may stand before, between and after. */
  public static Check order(List<NamePattern> tools) {
    return target -> {
      int found = 0;
      for (ToolCall call : target.toolCalls()) {
        found += found < tools.size() && tools.get(found).accepts(call.name()) ? 1 : 0;
      }
      return Outcome.of(found == tools.size(), found + " of " + tools.size() + " in order");
    };
  }

  static List<ToolCall> callsOf(NamePattern tool, Target target) {
    return target.toolCalls().stream().filter(call -> tool.accepts(call.name())).toList();
  }
}
