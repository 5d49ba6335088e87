/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.List;

/**
 * What a command comes to: rows to append after the state it was decided on, and the answer once
 * they are durable. Without rows the answer may go out at once.
 *
 * @param <S> the state
 * @param <R> the answer
 */
public final class Decided<S, R> {

  private final List<Step.Change<S>> changes;
  private final R reply;

  Decided(List<Step.Change<S>> changes, R reply) {
    this.changes = changes;
    this.reply = reply;
  }

  /** An answer that changes nothing. */
  public static <S, R> Decided<S, R> nothing(R reply) {
    return new Decided<>(List.of(), reply);
  }

  /** The rows, in order; all of them belong together. */
  public List<Entry> entries() {
    return changes.stream().map(Step.Change::entry).toList();
  }

  /** What the rows say. */
  public List<Event<S>> events() {
    return changes.stream().map(Step.Change::event).toList();
  }

  /** The answer. */
  public R reply() {
    return reply;
  }

  /** The state once the rows are in the log. */
  public S after(S before) {
    return changes.isEmpty() ? before : changes.get(changes.size() - 1).after();
  }
}
