/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.migrate.Migrator;
import java.nio.file.Path;
import java.util.List;

/** A migrated server of a test's own; it comes back on the same port. */
final class KillableClickHouse implements AutoCloseable {

  private static final String DATABASE = "aiops";

  private final EmbeddedSettings settings;
  private final TestDatabase database;
  private volatile EmbeddedClickHouse server;

  private KillableClickHouse(Path directory) {
    Passwords passwords = Passwords.random();
    settings = new EmbeddedSettings(directory, Ports.free(), 0, passwords, List.of(DATABASE), true);
    server = EmbeddedClickHouse.start(settings);
    Migrator.unclustered(server.handle(Users.ADMIN, DATABASE)).migrate();
    database =
        new TestDatabase(
            server.handle(Users.ADMIN, DATABASE),
            server.handle(Users.INGEST, DATABASE),
            server.handle(Users.CONTROL, DATABASE),
            server.handle(Users.EVAL, DATABASE),
            server.handle(Users.READ, DATABASE));
  }

  static KillableClickHouse start(Path directory) {
    return new KillableClickHouse(directory);
  }

  TestDatabase database() {
    return database;
  }

  /** {@code kill -9}, and starts it again. */
  void killAndStart() {
    server.kill();
    server = EmbeddedClickHouse.start(settings);
  }

  @Override
  public void close() {
    server.kill();
  }
}
