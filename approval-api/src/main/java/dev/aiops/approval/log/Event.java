/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/**
 * A fact as the control log keeps it.
 *
 * @param <S> the state that it changes; immutable
 */
public interface Event<S> {

  /** The state once this counts. */
  S on(S state);

  /** Its row, where it leads to a state. */
  Entry entry(S after);
}
