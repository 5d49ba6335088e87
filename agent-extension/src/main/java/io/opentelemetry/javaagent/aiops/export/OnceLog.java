/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says each trouble once, and again only after it went away. */
final class OnceLog {

  private static final Logger logger = Logger.getLogger(OnceLog.class.getPackageName());

  private final Map<String, Set<String>> said = new ConcurrentHashMap<>();

  /** Warns unless it has been said of this topic that it fails in this way. */
  void warn(String topic, String kind, String message) {
    if (said.computeIfAbsent(topic, t -> ConcurrentHashMap.newKeySet()).add(kind)) {
      logger.log(Level.WARNING, "[aiops] " + message);
    }
  }

  /** The topic's trouble is over; says so if it had been told. */
  void over(String topic, String message) {
    if (said.remove(topic) != null) {
      logger.log(Level.INFO, "[aiops] " + message);
    }
  }

  /** A bug of ours: the stack trace, once per topic. */
  void bug(String topic, Throwable e) {
    if (said.put(topic, Set.of()) == null) {
      logger.log(Level.WARNING, "[aiops] " + topic, e);
    }
  }
}
