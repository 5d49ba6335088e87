/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Definitions that cannot be used; the message has a line for each mistake. */
public final class InvalidDefinitionsException extends RuntimeException {

  private final transient List<Mistake> mistakes;

  InvalidDefinitionsException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Every mistake, in the order of the files. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
