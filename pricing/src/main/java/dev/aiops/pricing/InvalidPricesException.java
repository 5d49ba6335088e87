/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.List;

/** An operator's prices break a rule. The message lists every problem with its place and remedy. */
public final class InvalidPricesException extends RuntimeException {

  private final List<String> problems;

  InvalidPricesException(String source, List<String> problems) {
    super(source + " is refused:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem. */
  public List<String> problems() {
    return problems;
  }
}
