/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Does something again and again for each definition, each by itself: one that fails holds up none
 * after it. It is logged once, until it has succeeded.
 */
public final class EachDefinition {

  private static final Logger LOG = Logger.getLogger(EachDefinition.class.getName());

  private final Definitions definitions;
  private final String what;
  private final Set<String> failing = new HashSet<>();

  /**
   * Nothing is done yet.
   *
   * @param what is done, for the log: "not {@code what}"
   */
  public EachDefinition(Definitions definitions, String what) {
    this.definitions = definitions;
    this.what = what;
  }

  /** Does it for all, in their order; by one thread at a time. */
  public void perform(Consumer<Definition> duty) {
    definitions.all().forEach(definition -> perform(definition, duty));
  }

  private void perform(Definition definition, Consumer<Definition> duty) {
    try {
      duty.accept(definition);
      failing.remove(definition.name());
    } catch (RuntimeException e) {
      LOG.log(
          failing.add(definition.name()) ? Level.WARNING : Level.FINE,
          definition.name() + " is not " + what + ", tried again: " + e.getMessage(),
          e);
    }
  }
}
