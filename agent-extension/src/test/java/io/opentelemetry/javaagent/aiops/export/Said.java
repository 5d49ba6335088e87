/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the export logs. */
final class Said extends Handler {
  private final Logger logger = Logger.getLogger(OnceLog.class.getPackageName());
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  void listen() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  void stop() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }

  List<String> all() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  List<String> warnings() {
    return records.stream()
        .filter(record -> record.getLevel().equals(java.util.logging.Level.WARNING))
        .map(LogRecord::getMessage)
        .filter(message -> !message.contains("being dropped"))
        .toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
