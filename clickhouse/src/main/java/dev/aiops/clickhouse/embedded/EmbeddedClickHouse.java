/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.ChdbLibrary.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running embedded server: the same engine and SQL as production, in a child process. {@link
 * #close()} stops it cleanly; a server that was started detached goes on after {@link #leave()}.
 */
public final class EmbeddedClickHouse implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final long STOP_SECONDS = 40;
  private static final int FREE_PORT_TRIES = 5;
  private static final String HTTP_PORT = "AIOPS_HTTP_PORT";
  private static final String TCP_PORT = "AIOPS_TCP_PORT";

  private final EmbeddedSettings settings;
  private final Process process;
  private final int httpPort;

  private EmbeddedClickHouse(EmbeddedSettings settings, Process process, int httpPort) {
    this.settings = settings;
    this.process = process;
    this.httpPort = httpPort;
  }

  /**
   * Installs the engine where it is missing, starts the server and waits until it answers. Says on
   * stderr what takes long.
   */
  public static EmbeddedClickHouse start(EmbeddedSettings settings) {
    return start(settings, System.err::println);
  }

  static EmbeddedClickHouse start(EmbeddedSettings settings, Progress progress) {
    Path library = new ChdbLibrary(System.getenv(), progress).path();
    requirePortFree(settings.httpPort(), HTTP_PORT);
    requirePortFree(settings.tcpPort(), TCP_PORT);
    try {
      prepare(settings.directory());
      return startPrepared(settings, library);
    } catch (IOException e) {
      throw new EmbeddedException(
          "Cannot start the embedded ClickHouse in "
              + settings.directory()
              + ": "
              + e
              + ". The folder must be writable and on a local disk.",
          e);
    }
  }

  private static EmbeddedClickHouse startPrepared(EmbeddedSettings settings, Path library)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = settings.httpPort() == 0 ? freePort() : settings.httpPort();
      try {
        return startOn(port, settings, library);
      } catch (PortTaken e) {
        if (settings.httpPort() != 0 || attempt == FREE_PORT_TRIES) {
          throw portInUse(port, HTTP_PORT);
        }
      }
    }
  }

  private static EmbeddedClickHouse startOn(int port, EmbeddedSettings settings, Path library)
      throws IOException {
    Path config =
        ServerConfig.write(settings.directory(), settings.passwords(), settings.databases());
    Process process = new ServerCommand(settings, library, config, port).start();
    RecordedProcess.record(settings.directory(), process.toHandle(), port, settings.tcpPort());
    EmbeddedClickHouse server = new EmbeddedClickHouse(settings, process, port);
    server.awaitReady();
    return server;
  }

  private static void prepare(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (FileChannel file = ServerProcess.lockFile(directory)) {
      if (file.tryLock() == null) {
        throw directoryInUse(directory);
      }
    }
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    ClickHouse admin = handle(Users.ADMIN, "default");
    while (!answers(admin)) {
      if (!process.isAlive()) {
        throw ended();
      }
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new EmbeddedException(
            "The embedded ClickHouse did not answer within "
                + START.toSeconds()
                + " s. "
                + log()
                + " The machine may be overloaded: start again.");
      }
    }
  }

  private boolean answers(ClickHouse admin) {
    try {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while the embedded ClickHouse started", e);
    }
    return admin.answers();
  }

  private RuntimeException ended() throws IOException {
    if (process.exitValue() == ServerProcess.DIRECTORY_IN_USE) {
      return directoryInUse(settings.directory());
    }
    String log = log();
    if (log.contains("Address already in use")) {
      return new PortTaken();
    }
    return new EmbeddedException(
        "The embedded ClickHouse ended while it started (exit code "
            + process.exitValue()
            + "). "
            + log);
  }

  private String log() throws IOException {
    Path file = logFile(settings.directory());
    return "Its log, " + file + ", ends:" + System.lineSeparator() + ChdbLibrary.tail(file);
  }

  /** Where a server of a directory writes what it logs. */
  public static Path logFile(Path directory) {
    return directory.resolve("server.log");
  }

  /** The base URL for HTTP and JDBC. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** The server's process id. */
  public long pid() {
    return process.pid();
  }

  /** A handle for one of the {@link Users} on a database. Makes no connection. */
  public ClickHouse handle(String user, String database) {
    return new ClickHouse(url(), database, user, settings.passwords().of(user));
  }

  /** Kills the server as a crash would. For tests of what survives. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Lets a detached server go on. */
  public void leave() {
    if (settings.attached()) {
      throw new IllegalStateException(
          "an attached server cannot be left: start it with attached = false");
    }
  }

  /**
   * Stops the server cleanly, and waits; kills it if it does not stop within {@value #STOP_SECONDS}
   * s.
   */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it is gone, which is what was asked for
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private static void requirePortFree(int port, String setting) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw portInUse(port, setting);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static EmbeddedException portInUse(int port, String setting) {
    return new EmbeddedException(
        "Port "
            + port
            + " is in use by another process: set "
            + setting
            + (setting.equals(TCP_PORT) ? " to a free one or to 0 for none" : " to a free one")
            + ", or end that process.");
  }

  private static EmbeddedException directoryInUse(Path directory) {
    String who = RecordedProcess.in(directory).map(p -> " (process " + p.pid() + ")").orElse("");
    return new EmbeddedException(
        "Another server"
            + who
            + " uses the data folder "
            + directory
            + ": stop it, or give this one a folder of its own.");
  }

  /** The port that was free a moment ago is not any more. */
  private static final class PortTaken extends RuntimeException {}

  /** For messages: the settings without the passwords. */
  @Override
  public String toString() {
    return "EmbeddedClickHouse[" + url() + ", " + List.of(settings.directory()) + "]";
  }
}
