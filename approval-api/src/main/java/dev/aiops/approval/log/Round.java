/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands decided one after the other, each against the state that those before it leave. Nothing
 * of it counts until its draft is in the log.
 *
 * @param <S> the state
 */
final class Round<S> {

  private final Fold<S> fold;
  private final List<Runnable> answers = new ArrayList<>();
  private Draft draft;
  private S state;

  Round(Fold<S> fold, Position<S> position, Instant now, String writer) {
    this.fold = fold;
    draft = Draft.after(position.head(), now, writer);
    state = position.state();
  }

  /** Decides as many as fit into one group, one at least; returns how many. */
  int decideAll(List<Pending<S, ?>> commands) {
    for (Pending<S, ?> command : commands) {
      if (!answers.isEmpty() && isFull()) {
        break;
      }
      decide(command);
    }
    return answers.size();
  }

  /** Half of what a group may have: the last command decided may still bring the other half. */
  private boolean isFull() {
    return draft.rows().size() > ControlLog.MOST_ROWS / 2
        || draft.chars() > ControlLog.MOST_CHARS / 2;
  }

  private <R> void decide(Pending<S, R> pending) {
    try {
      Decision<R> decision = pending.command().decide(state, draft.at());
      take(decision.entries());
      answers.add(() -> pending.reply().complete(decision.reply()));
    } catch (RuntimeException e) {
      answers.add(() -> pending.fail(e));
    }
  }

  /** All of a command's entries or, where one of them fails, none. */
  private void take(List<Entry> entries) {
    Draft longer = draft;
    S after = state;
    for (Entry entry : entries) {
      longer = longer.plus(entry);
      after = fold.apply(after, longer.last());
    }
    Group.requireFits(longer);
    draft = longer;
    state = after;
  }

  Draft draft() {
    return draft;
  }

  /** Where it leads, once its draft is in the log. */
  Position<S> position() {
    return new Position<>(draft.head(), state);
  }

  /** Tells everybody what was decided. */
  void answer() {
    answers.forEach(Runnable::run);
  }
}
