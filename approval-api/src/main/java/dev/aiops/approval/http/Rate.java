/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests each token sent in the running second. As many entries as there are tokens. */
final class Rate {

  private record Window(Instant began, int count) {}

  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final int most;
  private final InstantSource clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  Rate(int mostPerSecond, InstantSource clock) {
    most = mostPerSecond;
    this.clock = clock;
  }

  /** Counts one more; false if that is too many. */
  boolean admits(String token) {
    Window window = windows.merge(token, new Window(clock.instant(), 1), Rate::next);
    return window.count() <= most;
  }

  private static Window next(Window before, Window one) {
    boolean over = !one.began().isBefore(before.began().plus(WINDOW));
    boolean clockWentBack = one.began().isBefore(before.began());
    return over || clockWentBack ? one : new Window(before.began(), before.count() + 1);
  }
}
