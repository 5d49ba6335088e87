/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

/** An agent of no framework: the tests name its method as a run. */
public final class NamedRun {

  private final LangChainFlavours models;

  NamedRun(LangChainFlavours models) {
    this.models = models;
  }

  /** Two model calls that belong together. */
  public String answer(Command command) {
    String draft = models.chat(command).chat(command.message());
    return models.chat(command).chat("Shorten: " + draft);
  }
}
