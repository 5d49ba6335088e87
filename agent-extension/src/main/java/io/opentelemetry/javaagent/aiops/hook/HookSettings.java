/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

/**
 * What hooks must know of the settings before they read anything.
 *
 * @param injectUsage whether openai-java streams are made to report usage ({@code
 *     aiops.openai.inject-usage})
 * @param capturesMessages whether the messages of model calls are kept
 * @param capturesToolArguments whether arguments and results of tools are kept
 */
public record HookSettings(
    boolean injectUsage, boolean capturesMessages, boolean capturesToolArguments) {

  private static volatile HookSettings current = new HookSettings(true, false, false);

  /** The settings of this process. */
  public static HookSettings current() {
    return current;
  }

  /** Replaces {@link #current}; called once, before hooks are made. */
  public static void configure(HookSettings settings) {
    current = settings;
  }
}
