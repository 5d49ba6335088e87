/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.trace.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks the tool calls of a run against those expected.
 *
 * @param mode how they are compared
 * @param expected the calls, in their order
 */
public record Trajectory(Mode mode, List<ExpectedCall> expected) implements Check {

  /** How calls made and calls expected are compared. */
  public enum Mode {
    /** The same calls in the same order. */
    STRICT,
    /** The same calls in any order. */
    UNORDERED,
    /** No call but those expected; some may be missing. */
    SUBSET,
    /** All calls expected; there may be more. */
    SUPERSET
  }

  /** Takes a copy. */
  public Trajectory {
    expected = List.copyOf(expected);
  }

  @Override
  public Outcome on(Target target) {
    List<ToolCall> made = target.toolCalls();
    return match(made).outcome(made.size() + " calls made, " + expected.size() + " expected");
  }

  private Match match(List<ToolCall> made) {
    return switch (mode) {
      case STRICT -> made.size() == expected.size() ? inOrder(made) : Match.NO;
      case UNORDERED -> made.size() == expected.size() ? paired(made, made.size()) : Match.NO;
      case SUBSET -> made.size() <= expected.size() ? paired(made, made.size()) : Match.NO;
      case SUPERSET -> made.size() >= expected.size() ? paired(made, expected.size()) : Match.NO;
    };
  }

  private Match inOrder(List<ToolCall> made) {
    return Match.all(
        IntStream.range(0, made.size()).mapToObj(i -> expected.get(i).of(made.get(i))));
  }

  /**
   * Whether so many pairs of a call made and one expected can be found, each call in one pair. What
   * was not recorded makes it unknown where it would be decided by that.
   */
  private Match paired(List<ToolCall> made, int pairs) {
    List<List<Match>> matches =
        expected.stream().map(one -> made.stream().map(one::of).toList()).toList();
    if (Pairing.most(edges(matches, false)) >= pairs) {
      return Match.YES;
    }
    return Pairing.most(edges(matches, true)) >= pairs ? Match.UNKNOWN : Match.NO;
  }

  private static List<List<Integer>> edges(List<List<Match>> matches, boolean hopeful) {
    List<List<Integer>> edges = new ArrayList<>();
    for (List<Match> row : matches) {
      edges.add(
          IntStream.range(0, row.size())
              .filter(j -> row.get(j) == Match.YES || (hopeful && row.get(j) == Match.UNKNOWN))
              .boxed()
              .toList());
    }
    return edges;
  }
}
