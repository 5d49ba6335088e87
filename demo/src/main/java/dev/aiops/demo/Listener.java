/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Shows what the app says, one short line each, and keeps the last of it for a report of failure.
 */
final class Listener implements Consumer<String> {

  private static final int WIDTH = 112;
  private static final int KEPT = 30;

  /** The agent's and the JVM's own lines; they are for whoever looks for a failure. */
  private static final Pattern NOT_THE_APPS =
      Pattern.compile("^\\[otel\\.javaagent|^[\\w-]+ .*VM warning: ");

  private final PrintStream shown;
  private final Deque<String> last = new ArrayDeque<>();

  Listener(PrintStream shown) {
    this.shown = shown;
  }

  @Override
  public synchronized void accept(String line) {
    last.addLast(line);
    if (last.size() > KEPT) last.removeFirst();
    if (!NOT_THE_APPS.matcher(line).find()) shown.println("  " + cut(line));
  }

  synchronized String tail() {
    return String.join("\n", last);
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
