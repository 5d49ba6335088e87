/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  private Machine() {}

  /** One line: cores, processor, JVM, system, time, and the load before anything was started. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), Java %s, %s %s, %s, load before: %s",
        Runtime.getRuntime().availableProcessors(),
        processor(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Instant.now().truncatedTo(ChronoUnit.MINUTES),
        load());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String load() {
    try {
      return Files.readString(LOAD).split(" ", 2)[0];
    } catch (IOException e) {
      return "unknown";
    }
  }
}
