/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

/** What the operator decides about reading the wire. */
public final class WireSettings {

  private static final int DEFAULT_CHARACTERS = 8192;

  private static volatile boolean injectUsage = true;
  private static volatile int keptCharacters = DEFAULT_CHARACTERS;

  /**
   * Sets both; called once at start.
   *
   * @param injectUsage whether streams that would not report their usage are asked to
   * @param keptCharacters characters to keep of each text of an answer
   */
  public static void configure(boolean injectUsage, int keptCharacters) {
    WireSettings.injectUsage = injectUsage;
    WireSettings.keptCharacters = Math.max(0, keptCharacters);
  }

  static boolean injectUsage() {
    return injectUsage;
  }

  /** Characters to keep of each text of an answer; by default 8192. */
  public static int keptCharacters() {
    return keptCharacters;
  }

  private WireSettings() {}
}
