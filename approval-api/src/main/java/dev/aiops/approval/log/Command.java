/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Instant;

/**
 * Something somebody wants, decided against the state.
 *
 * @param <S> the state
 * @param <R> the reply
 */
@FunctionalInterface
public interface Command<S, R> {

  /**
   * What comes of it. Pure: it is asked again whenever another instance was first, and only the
   * last answer counts. What it throws is the caller's answer, and appends nothing.
   *
   * @param now the time its rows will have; never earlier than that of a row in the state
   */
  Decision<R> decide(S state, Instant now);
}
