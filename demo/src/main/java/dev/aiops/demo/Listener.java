/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Shows what the app says, one short line each, and keeps it. */
final class Listener implements Consumer<String> {

  private static final int WIDTH = 112;
  private static final int LAST = 30;

  /** The agent's and the JVM's own lines; they are for whoever looks for a failure. */
  private static final Pattern NOT_THE_APPS =
      Pattern.compile("^\\[otel\\.javaagent|^[\\w-]+ .*VM warning: ");

  private final PrintStream shown;
  private final List<String> lines = new ArrayList<>();

  Listener(PrintStream shown) {
    this.shown = shown;
  }

  @Override
  public synchronized void accept(String line) {
    lines.add(line);
    if (!NOT_THE_APPS.matcher(line).find()) shown.println("  " + cut(line));
  }

  /** The last of it, for a report of failure. */
  synchronized String tail() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
  }

  /** All of it, whole. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
