/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is said in the app's log. */
final class SaidLines extends Handler implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger("dev.aiops");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  SaidLines() {
    LOG.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    Object[] parameters = line.getParameters();
    lines.add(
        parameters == null
            ? line.getMessage()
            : MessageFormat.format(line.getMessage(), parameters));
  }

  List<String> lines(String part) {
    return lines.stream().filter(line -> line.contains(part)).toList();
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    LOG.removeHandler(this);
  }
}
