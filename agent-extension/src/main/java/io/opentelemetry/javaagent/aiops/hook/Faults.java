/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Our own failures inside the app's threads: each kind is logged once and then swallowed, so that
 * the app never pays for them. A kind is a place and the class of what was thrown.
 */
public final class Faults {

  private static final Logger LOGGER = Logger.getLogger("dev.aiops");
  private static final int KINDS_KEPT = 256;
  private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

  /** Runs {@code action}; whatever it throws is reported once and swallowed. */
  public static void guard(String place, Runnable action) {
    try {
      action.run();
    } catch (Throwable t) {
      report(place, t);
    }
  }

  /** What {@code hook} gives; null, which changes nothing, when it fails: reported once. */
  public static <T> @Nullable T value(String place, Supplier<? extends @Nullable T> hook) {
    try {
      return hook.get();
    } catch (Throwable t) {
      report(place, t);
      return null;
    }
  }

  /**
   * What {@code hook} gives; where it fails, which is reported once, what {@code otherwise} does.
   */
  public static <T> @Nullable T value(
      String place,
      Supplier<? extends @Nullable T> hook,
      Function<Throwable, ? extends @Nullable T> otherwise) {
    try {
      return hook.get();
    } catch (Throwable t) {
      report(place, t);
      return otherwise.apply(t);
    }
  }

  /** What {@code supplier} gives; null where there is none or it fails, which is reported once. */
  public static @Nullable String text(String place, @Nullable Supplier<@Nullable String> supplier) {
    try {
      return supplier == null ? null : supplier.get();
    } catch (Throwable t) {
      report(place, t);
      return null;
    }
  }

  /**
   * Logs {@code fault} unless one of its kind was logged before. Never throws.
   *
   * @param place where it happened, in a few words: "openai-java response"
   */
  public static void report(String place, Throwable fault) {
    report(place, "the app is not affected", fault);
  }

  /** As {@link #report}, where the fault made us refuse a call. */
  public static void reportRefusal(String place, Throwable fault) {
    report(place, "the call was refused", fault);
  }

  private static void report(String place, String effect, Throwable fault) {
    try {
      String kind = place + '|' + fault.getClass().getName();
      if (REPORTED.size() < KINDS_KEPT && REPORTED.add(kind)) {
        LOGGER.log(
            Level.WARNING,
            "[aiops] " + place + " failed; " + effect + ", later failures are not logged",
            fault);
      }
    } catch (Throwable t) {
      // out of memory or stack while reporting: the app's work matters more than our message
    }
  }

  private Faults() {}
}
