/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

/** Ends a request with a refusal. */
final class RefusedException extends RuntimeException {

  private final Rule rule;

  RefusedException(Rule rule, String message) {
    super(message);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }
}
