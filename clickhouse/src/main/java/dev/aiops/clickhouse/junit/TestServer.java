/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one server of a test JVM, in a folder of its own, and the names of the databases its users
 * are granted.
 */
final class TestServer implements AutoCloseable {

  /** Test classes one JVM may have; grants name databases, so they are made ahead. */
  private static final int DATABASES = 200;

  private final Path directory;
  private final EmbeddedClickHouse server;
  private final AtomicInteger taken = new AtomicInteger();

  private TestServer(Path directory, EmbeddedClickHouse server) {
    this.directory = directory;
    this.server = server;
  }

  static TestServer start() {
    try {
      Path directory = Files.createTempDirectory("aiops-clickhouse-test-");
      List<String> databases = IntStream.range(0, DATABASES).mapToObj(TestServer::name).toList();
      return new TestServer(
          directory,
          EmbeddedClickHouse.start(
              EmbeddedSettings.onFreePort(directory, Passwords.random(), databases)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestDatabase newDatabase() {
    String name = name(taken.getAndIncrement());
    Migrator.unclustered(server.handle(Users.ADMIN, name)).migrate();
    return new TestDatabase(
        server.handle(Users.ADMIN, name),
        server.handle(Users.INGEST, name),
        server.handle(Users.READ, name));
  }

  private static String name(int number) {
    return "aiops_test_" + number;
  }

  @Override
  public void close() throws IOException {
    // a clean stop waits 5 s for idle connections, and these data are for nobody
    server.kill();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
