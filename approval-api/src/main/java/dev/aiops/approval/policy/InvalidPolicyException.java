/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy file that is not put in force; the message has a line for each mistake. */
public final class InvalidPolicyException extends RuntimeException {

  private final transient List<Mistake> mistakes;

  InvalidPolicyException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Every mistake, in the order of the file. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
