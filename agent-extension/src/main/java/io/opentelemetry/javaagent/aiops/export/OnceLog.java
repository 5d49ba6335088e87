/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says each trouble once, and again only after it went away. */
final class OnceLog {

  private static final Logger logger = Logger.getLogger(OnceLog.class.getPackageName());

  private final Map<String, String> said = new ConcurrentHashMap<>();

  /** Warns unless this topic has been warned of in these words. */
  void warn(String topic, String message) {
    if (!message.equals(said.put(topic, message))) {
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
    if (said.put(topic, topic) == null) {
      logger.log(Level.WARNING, "[aiops] " + topic, e);
    }
  }
}
