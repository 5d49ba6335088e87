/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.Outcome;
import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.check.Target.Part;
import dev.aiops.eval.judge.Material.Absent;
import dev.aiops.eval.judge.Material.Piece;
import dev.aiops.eval.judge.Material.Shown;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a judge is to be shown; one thing that is missing makes all of it absent. */
final class Gathering {

  /** More is not judged: a text that was cut would be judged by what is left of it. */
  static final int MOST_CHARACTERS = 100_000;

  private final Target target;
  private final List<Piece> pieces = new ArrayList<>();
  private @Nullable Outcome missing;

  Gathering(Target target) {
    this.target = target;
  }

  Material gather(Criterion criterion) {
    switch (criterion) {
      case CORRECTNESS, REFUSAL -> {
        asked();
        answered();
      }
      case TONE -> answered();
      case TOOL_CHOICE -> {
        asked();
        calls();
      }
      case TASK_COMPLETION -> {
        asked();
        calls();
        answered();
      }
      case FAITHFULNESS -> {
        results();
        answered();
      }
    }
    return material();
  }

  private Material material() {
    if (missing != null) {
      return new Absent(missing);
    }
    long characters = pieces.stream().mapToLong(piece -> piece.text().length()).sum();
    return characters > MOST_CHARACTERS
        ? new Absent(new Unknown("above " + MOST_CHARACTERS + " characters nothing is judged"))
        : new Shown(pieces);
  }

  private void asked() {
    needed("what the agent was asked", target.text(Part.INPUT), "input");
  }

  private void answered() {
    if (target.text(Part.OUTPUT) == null && !target.ending().isOk()) {
      absent(new NotApplicable("it ended with " + target.ending().outcome() + ", unanswered"));
    } else {
      needed("what the agent answered", target.text(Part.OUTPUT), "output");
    }
  }

  private void needed(String name, @Nullable Content content, String part) {
    if (content == null) {
      absent(new Unknown(part + " was not recorded: switch its capture on in the app"));
    } else {
      add(name, content);
    }
  }

  private void add(String name, Content content) {
    if (!content.isWhole()) {
      absent(new Unknown(name + ": recorded in part only, and the rest may decide it"));
    }
    pieces.add(new Piece(name, content.text()));
  }

  private void absent(Outcome outcome) {
    missing = missing == null ? outcome : missing;
  }

  private void results() {
    if (target.toolCalls().isEmpty()) {
      absent(new NotApplicable("no tool was called that the answer could follow from"));
    }
    boolean isMissing =
        target.toolCalls().stream().anyMatch(call -> call.ending().isOk() && call.result() == null);
    if (isMissing) {
      absent(new Unknown("results of tools were not recorded: switch their capture on in the app"));
    }
    calls();
  }

  private void calls() {
    List<ToolCall> calls = target.toolCalls();
    if (calls.isEmpty()) {
      pieces.add(new Piece("the tools that the agent called", "none"));
    }
    for (int i = 0; i < calls.size(); i++) {
      call("tool call " + (i + 1), calls.get(i));
    }
  }

  private void call(String name, ToolCall call) {
    pieces.add(new Piece(name + ", the tool", call.name()));
    pieces.add(new Piece(name + ", how it ended", call.ending().outcome()));
    optional(name + ", its arguments", call.arguments());
    optional(name + ", what it returned", call.result());
  }

  private void optional(String name, @Nullable Content content) {
    if (content == null) {
      pieces.add(new Piece(name, "(not recorded)"));
    } else {
      add(name, content);
    }
  }
}
