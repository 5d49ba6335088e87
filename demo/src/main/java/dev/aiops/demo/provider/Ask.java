/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request to a model, whatever protocol it came by.
 *
 * @param model the name asked for, directives stripped
 * @param stream whether a stream of events is wanted
 * @param includeUsage whether a chat stream shall end with a usage chunk
 * @param choices answers wanted
 * @param maxTokens output limit, 0 for none
 * @param turns the conversation so far, oldest first
 * @param tools names of the tools offered
 * @param promptChars size of everything the model has to read
 * @param stops texts before which an answer is to end
 * @param showsThoughts whether what was thought is wanted, too, where that has to be asked for
 */
record Ask(
    String model,
    boolean stream,
    boolean includeUsage,
    int choices,
    int maxTokens,
    List<Turn> turns,
    Set<String> tools,
    long promptChars,
    List<String> stops,
    boolean showsThoughts) {

  enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
  }

  /** One message: who said it and its text. */
  record Turn(Role role, String text) {}

  Ask {
    turns = List.copyOf(turns);
    tools = Set.copyOf(tools);
    stops = List.copyOf(stops);
  }

  /** One that does not ask for thoughts. */
  Ask(
      String model,
      boolean stream,
      boolean includeUsage,
      int choices,
      int maxTokens,
      List<Turn> turns,
      Set<String> tools,
      long promptChars,
      List<String> stops) {
    this(model, stream, includeUsage, choices, maxTokens, turns, tools, promptChars, stops, false);
  }

  /** One whose answer ends where the model ends it. */
  Ask(
      String model,
      boolean stream,
      boolean includeUsage,
      int choices,
      int maxTokens,
      List<Turn> turns,
      Set<String> tools,
      long promptChars) {
    this(model, stream, includeUsage, choices, maxTokens, turns, tools, promptChars, List.of());
  }

  /** What the user said last; empty where nobody said anything. */
  String userText() {
    int last = lastUserTurn();
    return last < 0 ? "" : turns.get(last).text();
  }

  /** How often the model has already spoken since: the round of tool calls this one is. */
  int round() {
    return (int) since().filter(turn -> turn.role() == Role.ASSISTANT).count();
  }

  /** What the tools answered since the user spoke, in order. */
  List<String> toolResults() {
    return since().filter(turn -> turn.role() == Role.TOOL).map(Turn::text).toList();
  }

  /** The system messages: the unchanging start of the prompt. */
  String systemText() {
    return turns.stream()
        .filter(turn -> turn.role() == Role.SYSTEM)
        .map(Turn::text)
        .collect(Collectors.joining("\n"));
  }

  private Stream<Turn> since() {
    return turns.stream().skip(lastUserTurn() + 1L);
  }

  private int lastUserTurn() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role() == Role.USER) return i;
    }
    return -1;
  }
}
