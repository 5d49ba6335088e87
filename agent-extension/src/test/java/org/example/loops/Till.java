/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.loops;

import java.util.concurrent.CompletableFuture;

/** Methods that the operator wants gated; they say where they were called. */
final class Till {

  private Till() {}

  static CompletableFuture<String> payBack(String city) {
    return CompletableFuture.completedFuture("paid back " + city + where());
  }

  static CompletableFuture<String> count(String city) {
    return CompletableFuture.completedFuture("counted in " + city + where());
  }

  private static String where() {
    return " on " + Thread.currentThread().getName();
  }
}
