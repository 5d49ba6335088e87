/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** Threads that never keep the app alive and hold no class loader of it. */
final class Daemon {

  private Daemon() {}

  static Thread of(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Daemon.class.getClassLoader());
    return thread;
  }
}
