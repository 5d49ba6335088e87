/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders in the last user message, for tests: a line {@code @sim fault=429}, a line {@code @call
 * tool {"a": 1}} for a tool call, {@code @then} between rounds of them, {@code @say text} for the
 * final text.
 */
final class Prompt {

  private static final Pattern CALL = Pattern.compile("@call (\\S+) (.*)");

  private final List<List<String>> rounds = new ArrayList<>(List.of(new ArrayList<>()));
  private final StringBuilder sim = new StringBuilder();
  private String say = "";

  /** Reads the orders of {@code ask}; a message without any has none. */
  static Prompt of(Ask ask) {
    Prompt prompt = new Prompt();
    String text = ask.userText();
    if (text.startsWith("@") || text.contains("\n@")) text.lines().forEach(prompt::line);
    return prompt;
  }

  private void line(String line) {
    if (line.startsWith("@sim ")) sim.append(' ').append(line.substring(5));
    if (line.startsWith("@call ")) rounds.get(rounds.size() - 1).add(line);
    if (line.startsWith("@then")) rounds.add(new ArrayList<>());
    if (line.startsWith("@say ")) say = line.substring(5);
  }

  Directives directives() {
    return Directives.parse(sim.toString());
  }

  /** Whether it says what to answer. */
  boolean speaks() {
    return !say.isEmpty() || !rounds.get(0).isEmpty();
  }

  Answer answer(Ask ask) {
    if (ask.round() < rounds.size() && !rounds.get(ask.round()).isEmpty()) {
      return new Answer("", calls(ask, rounds.get(ask.round())));
    }
    return say.isEmpty() ? Answer.of(String.join(" ", ask.toolResults())) : Answer.of(say);
  }

  private static List<Answer.ToolCall> calls(Ask ask, List<String> lines) {
    List<Answer.ToolCall> calls = new ArrayList<>();
    for (String line : lines) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) throw new IllegalArgumentException("not @call tool {json}: " + line);
      calls.add(ToolCallIds.call(ask, calls.size(), call.group(1), call.group(2)));
    }
    return calls;
  }
}
