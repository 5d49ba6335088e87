/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.util.List;
import java.util.Map;

/**
 * A release of the sample app, and what it is started for.
 *
 * @param version service.version
 * @param scenes what it plays, as its main class takes them
 * @param environment variables of its own
 */
record Deployment(String version, List<String> scenes, Map<String, String> environment) {

  /** This morning's inbox, customers who want money, and the backlog. */
  static final Deployment MORNING = new Deployment("1.4.0", List.of("claims", "backlog"), Map.of());

  /** Looks up what it answers. */
  static final Deployment CAREFUL = deliveries("1.5.0", "careful");

  /** The next release, with a prompt that was meant to be quicker. */
  static final Deployment QUICK = deliveries("1.6.0", "quick");

  Deployment {
    scenes = List.copyOf(scenes);
    environment = Map.copyOf(environment);
  }

  private static Deployment deliveries(String version, String prompt) {
    return new Deployment(version, List.of("deliveries"), Map.of("SUPPORT_DESK_PROMPT", prompt));
  }
}
