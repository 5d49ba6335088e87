/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A state and the changes that led to it.
 *
 * @param <S> the state
 */
public record Step<S>(S state, List<Change<S>> changes) {

  /** An event and the state after it. */
  public record Change<S>(Event<S> event, S after) {

    Entry entry() {
      return event.entry(after);
    }
  }

  /** Copies the changes. */
  public Step {
    changes = List.copyOf(changes);
  }

  /** Nothing has happened yet. */
  public static <S> Step<S> from(S state) {
    return new Step<>(state, List.of());
  }

  /**
   * One more event.
   *
   * @throws ArithmeticException if a sum would leave the range of money
   */
  public Step<S> then(Event<S> event) {
    S next = event.on(state);
    List<Change<S>> more = new ArrayList<>(changes);
    more.add(new Change<>(event, next));
    return new Step<>(next, more);
  }

  /** What the command comes to that took these steps. */
  public <R> Decided<S, R> reply(R reply) {
    return new Decided<>(changes, reply);
  }
}
