/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An embedded server in a folder of its own. Its grants name databases, so they are made ahead. */
record EmbeddedEngine(Path directory, EmbeddedClickHouse server, List<String> databases)
    implements TestEngine {

  /** Test classes one JVM may have. */
  private static final int DATABASES = 200;

  static EmbeddedEngine start() {
    try {
      Path directory = Files.createTempDirectory("aiops-clickhouse-test-");
      List<String> databases = IntStream.range(0, DATABASES).mapToObj(TestServer::name).toList();
      EmbeddedSettings settings =
          EmbeddedSettings.onFreePort(directory, Passwords.random(), databases);
      return new EmbeddedEngine(directory, EmbeddedClickHouse.start(settings), databases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void grant(String database) {
    if (!databases.contains(database)) {
      throw new IllegalStateException(
          "a test JVM has at most " + DATABASES + " databases: raise EmbeddedEngine.DATABASES");
    }
  }

  @Override
  public ClickHouse handle(String user, String database) {
    return server.handle(user, database);
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
