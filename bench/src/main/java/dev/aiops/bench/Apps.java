/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same app, once per variant, all running at once: those not asked are idle. */
final class Apps implements AutoCloseable {
  private final Map<Variant, Child> apps = new EnumMap<>(Variant.class);

  private Apps() {}

  static Apps start(Lab lab, String name) throws IOException {
    Apps started = new Apps();
    for (Variant variant : Variant.values()) {
      started.apps.put(
          variant, lab.app(name + "-" + variant.name().toLowerCase(Locale.ROOT), variant));
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
