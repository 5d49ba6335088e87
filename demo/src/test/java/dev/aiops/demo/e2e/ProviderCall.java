/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

/** A request in the book of a {@link BillingProvider}. Amounts are nano-USD. */
final class ProviderCall {

  /** Who sent it, by its key. */
  final String sender;

  /** The span of the HTTP client that sent it. */
  final String httpSpan;

  /** The most that it can cost. */
  final long bound;

  final long billed;

  private volatile boolean answered;

  ProviderCall(String sender, String traceparent, long bound, long billed) {
    this.sender = sender;
    this.httpSpan = traceparent.split("-", -1)[2];
    this.bound = bound;
    this.billed = billed;
  }

  void answered() {
    answered = true;
  }

  boolean isOpen() {
    return !answered;
  }
}
