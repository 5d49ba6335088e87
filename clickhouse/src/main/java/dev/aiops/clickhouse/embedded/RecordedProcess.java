/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server a directory was last run by, as its {@code server.pid} says. A process id alone is no
 * proof, as ids are used again: the start time must match too.
 *
 * @param pid process id
 * @param startedMillis when the process began, by the operating system, in epoch milliseconds
 * @param httpPort its HTTP port
 * @param tcpPort its native port, 0 for none
 */
public record RecordedProcess(long pid, long startedMillis, int httpPort, int tcpPort) {

  /** What a directory records; empty where nothing is or it cannot be read. */
  public static Optional<RecordedProcess> in(Path directory) {
    try {
      String[] parts = Files.readString(file(directory)).strip().split(" ", 4);
      return Optional.of(
          new RecordedProcess(
              Long.parseLong(parts[0]),
              Long.parseLong(parts[1]),
              Integer.parseInt(parts[2]),
              Integer.parseInt(parts[3])));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Records a process that was started, so that it can be told from a later one of its id. */
  public static RecordedProcess record(
      Path directory, ProcessHandle process, int httpPort, int tcpPort) throws IOException {
    RecordedProcess recorded =
        new RecordedProcess(process.pid(), started(process), httpPort, tcpPort);
    Files.writeString(
        file(directory),
        recorded.pid + " " + recorded.startedMillis + " " + httpPort + " " + tcpPort + "\n");
    return recorded;
  }

  /** The process, if it is still the one that was recorded. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(p -> started(p) == startedMillis);
  }

  /**
   * Asks it to stop and waits. True when it is gone; false when it did not stop within the time.
   */
  public boolean stop(long seconds) {
    Optional<ProcessHandle> process = alive();
    process.ifPresent(ProcessHandle::destroy);
    return process.map(p -> gone(p, seconds)).orElse(true);
  }

  private static boolean gone(ProcessHandle process, long seconds) {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return false;
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static Path file(Path directory) {
    return directory.resolve("server.pid");
  }
}
