/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where calls wait for a person. Loaded with the first call that the gate looks at. */
final class Asking {

  /** More than the gate lets wait by default, so that no call stands behind one that waits. */
  private static final int MOST = 1_024;

  private static final int IDLE_SECONDS = 60;

  /** Not the app's own elastic threads: it has ten for each core, and they are the app's. */
  static final Scheduler THREADS =
      Schedulers.newBoundedElastic(MOST, Integer.MAX_VALUE, "aiops-mcp-asking", IDLE_SECONDS, true);

  private Asking() {}
}
