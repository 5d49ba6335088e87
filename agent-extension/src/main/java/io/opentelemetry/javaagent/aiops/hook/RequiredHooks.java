/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.util.Set;
import java.util.function.Consumer;

/** The hooks that this process must not run without ({@code aiops.require}). Thread-safe. */
public final class RequiredHooks {

  private static volatile Set<String> required = Set.of();
  private static volatile Consumer<String> end = problem -> {};

  private RequiredHooks() {}

  /**
   * Says which there are; called once, before any class of the app is loaded.
   *
   * @param whenMissed ends the process and says why
   */
  public static void configure(Set<String> hooks, Consumer<String> whenMissed) {
    required = Set.copyOf(hooks);
    end = whenMissed;
  }

  /** Whether a hook is required. */
  public static boolean contains(String hook) {
    return required.contains(hook);
  }

  /**
   * A method that a required hook needs is not there. Told while the JVM loads the class, before
   * anything can be called on it.
   */
  public static void missed(String hook, String type, String method) {
    end.accept(
        "the hook "
            + hook
            + " is required (aiops.require) and cannot work: the app's version of "
            + type
            + " has no method "
            + method
            + ", so its calls would go unseen; run the version that worked, or do not"
            + " require the hook");
  }
}
