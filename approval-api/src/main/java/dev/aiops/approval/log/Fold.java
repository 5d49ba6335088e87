/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/**
 * How a row changes state. Pure: the same rows give the same state on every instance, whenever they
 * are read.
 *
 * @param <S> the state; immutable
 */
@FunctionalInterface
public interface Fold<S> {

  /** The state after a row. Fails on a row it does not understand, which halts the sequencer. */
  S apply(S state, Committed row);
}
