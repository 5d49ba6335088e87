/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.concurrent.CompletableFuture;

/**
 * A command and whoever waits for its reply.
 *
 * @param <S> the state
 * @param <R> the reply
 */
record Pending<S, R>(Command<S, R> command, CompletableFuture<R> reply) {

  void fail(RuntimeException why) {
    reply.completeExceptionally(why);
  }
}
