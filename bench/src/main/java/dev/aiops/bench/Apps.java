/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.Model.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The same app, once per variant, all running at once: those not asked are idle. */
final class Apps implements AutoCloseable {
  private static final long QUIET_MILLIS = 20;
  private static final int QUIET_ROUNDS = 3;

  private final Map<Variant, Child> apps = new EnumMap<>(Variant.class);

  private Apps() {}

  /** Starts the app on that library. */
  static Apps start(Lab lab, Library library) throws IOException {
    return start(variant -> lab.app(library, variant));
  }

  /** Starts the app on all that one class path has room for. */
  static Apps start(Lab lab, String name) throws IOException {
    return start(variant -> lab.app(name + "-" + variant.option(), variant));
  }

  private static Apps start(Function<Variant, Child> under) throws IOException {
    Apps started = new Apps();
    for (Variant variant : Variant.values()) {
      started.apps.put(variant, under.apply(variant));
    }
    for (Child app : started.apps.values()) {
      app.answer();
    }
    return started;
  }

  /** Makes each ask, one after the other, and measures nothing. */
  void ask(Asking asking) {
    apps.values().forEach(app -> app.ask(asking.line()));
  }

  /**
   * Waits until the compiler of each has nothing left to do: what it compiles while a call is
   * measured would count as the call's. Gives up after {@code mostSeconds}.
   */
  void settle(int mostSeconds) throws InterruptedException {
    long before = compiledMillis();
    for (int second = 0; second < mostSeconds; second++) {
      Thread.sleep(1_000);
      long now = compiledMillis();
      if (now - before < QUIET_MILLIS) {
        return;
      }
      before = now;
    }
  }

  /**
   * Asks until the compiler has next to nothing to do while it is asked: code that runs once a
   * second, as export does, becomes hot long after that which runs at every call. Gives up after so
   * many rounds.
   */
  void settle(Asking asking, int mostRounds) {
    int quiet = 0;
    for (int round = 0; round < mostRounds && quiet < QUIET_ROUNDS; round++) {
      long before = compiledMillis();
      ask(asking);
      quiet = compiledMillis() - before < QUIET_MILLIS * apps.size() ? quiet + 1 : 0;
    }
  }

  private long compiledMillis() {
    return apps.values().stream().mapToLong(app -> Long.parseLong(app.ask("compiled"))).sum();
  }

  /** A series without rounds yet, for each. */
  List<Series> series() {
    List<Series> series = new ArrayList<>();
    apps.forEach((variant, app) -> series.add(new Series(variant, app)));
    return series;
  }

  /** What each says of its memory. */
  Map<Variant, Footprint> footprints() {
    Map<Variant, Footprint> footprints = new EnumMap<>(Variant.class);
    apps.forEach((variant, app) -> footprints.put(variant, Footprint.parse(app.ask("memory"))));
    return footprints;
  }

  @Override
  public void close() {
    apps.values().forEach(Child::close);
  }
}
