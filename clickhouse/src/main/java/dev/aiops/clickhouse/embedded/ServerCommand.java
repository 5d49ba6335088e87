/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the server's process.
 *
 * @param settings how it is to run
 * @param library the engine
 * @param config its config.xml
 * @param httpPort the HTTP port
 */
record ServerCommand(EmbeddedSettings settings, Path library, Path config, int httpPort) {

  private static final long LOG_BYTES = 10_000_000;

  /** Starts the process; its output goes to the directory's log. */
  Process start() throws IOException {
    Path log = EmbeddedClickHouse.logFile(settings.directory());
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Files.delete(log);
    }
    ProcessBuilder builder = new ProcessBuilder(line());
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // what configures this JVM (agents above all) is not meant for that one
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    builder.directory(settings.directory().toFile());
    return builder.start();
  }

  private List<String> line() {
    List<String> line =
        new ArrayList<>(List.of(java(), "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (Runtime.version().feature() >= 22) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    line.addAll(
        List.of(
            "-cp", jarOf(ServerProcess.class) + java.io.File.pathSeparator + jarOf(Native.class)));
    line.add(ServerProcess.class.getName());
    line.addAll(List.of(settings.attached() ? "attached" : "detached", library.toString()));
    line.add(settings.directory().toString());
    line.addAll(engine());
    return line;
  }

  private List<String> engine() {
    List<String> engine =
        new ArrayList<>(
            List.of(
                "--path=" + settings.directory().resolve("data"),
                "--config-file=" + config,
                // anything below writes hundreds of MB in half an hour
                "--log-level=error",
                "--listen_host=127.0.0.1",
                "--http_port=" + httpPort));
    if (settings.tcpPort() != 0) {
      engine.add("--tcp_port=" + settings.tcpPort());
    }
    engine.addAll(List.of("--query", query()));
    return engine;
  }

  /**
   * Starts the listeners, then reads standard input until it ends, which is what keeps the engine
   * alive.
   */
  private String query() {
    return "SYSTEM START LISTEN HTTP; "
        + (settings.tcpPort() == 0 ? "" : "SYSTEM START LISTEN TCP; ")
        + "INSERT INTO FUNCTION null('line String') FROM INFILE '/dev/stdin' FORMAT LineAsString";
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
