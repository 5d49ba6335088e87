/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** A migrated server of a test's own; it comes back on the same port. */
public final class KillableServer implements AutoCloseable {

  private static final String DATABASE = "aiops";

  private final EmbeddedSettings settings;
  private EmbeddedClickHouse server;

  public KillableServer(Path directory) throws IOException {
    settings =
        new EmbeddedSettings(directory, freePort(), 0, Passwords.random(), List.of(DATABASE), true);
    server = EmbeddedClickHouse.start(settings);
    Migrator.unclustered(server.handle(Users.ADMIN, DATABASE)).migrate();
  }

  public ClickHouse control() {
    return server.handle(Users.CONTROL, DATABASE);
  }

  public void kill() {
    server.kill();
  }

  public void startAgain() {
    server = EmbeddedClickHouse.start(settings);
  }

  @Override
  public void close() {
    server.kill();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
