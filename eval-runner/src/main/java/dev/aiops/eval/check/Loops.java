/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that a run does not go in circles: one tool, again and again with the same arguments. */
public final class Loops {

  private Loops() {}

  /**
   * 1 where no tool was called so often with the same arguments. A tool that was not called so
   * often at all needs no arguments to be recorded.
   *
   * @param calls from how many on it is a loop, at least 2
   */
  public static Check none(int calls) {
    return target -> {
      Map<String, List<ToolCall>> byTool =
          target.toolCalls().stream().collect(Collectors.groupingBy(ToolCall::name));
      List<List<ToolCall>> often =
          byTool.values().stream().filter(all -> all.size() >= calls).toList();
      return often.isEmpty()
          ? Outcome.of(true, "no tool was called " + calls + " times")
          : repeats(often, calls);
    };
  }

  private static Outcome repeats(List<List<ToolCall>> often, int calls) {
    for (List<ToolCall> of : often) {
      if (mostAlike(of) >= calls) {
        String tool = of.get(0).name();
        return Outcome.of(false, tool + " was called " + mostAlike(of) + " times with the same");
      }
    }
    boolean known =
        often.stream().flatMap(List::stream).allMatch(call -> isWhole(call.arguments()));
    return known
        ? Outcome.of(true, "no call was repeated " + calls + " times")
        : new Unknown("arguments were not recorded whole: switch their capture on in the app");
  }

  private static long mostAlike(List<ToolCall> calls) {
    return calls.stream()
        .filter(call -> isWhole(call.arguments()))
        .collect(Collectors.groupingBy(Loops::key, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(count -> count)
        .max()
        .orElse(0);
  }

  private static boolean isWhole(@Nullable Content arguments) {
    return arguments != null && arguments.isWhole();
  }

  /** Of JSON the value, as the order of keys and white space do not make another call. */
  private static Object key(ToolCall call) {
    String text = call.arguments() == null ? "" : call.arguments().text();
    return Json.read(text).<Object>map(value -> value).orElse(text);
  }
}
