/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/**
 * A state and the row it is the state after.
 *
 * @param <S> the state
 */
record Position<S>(Head head, S state) {}
