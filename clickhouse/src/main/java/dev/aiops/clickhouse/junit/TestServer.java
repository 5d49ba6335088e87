/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** The one server of a test JVM and the databases on it. */
final class TestServer implements AutoCloseable {

  private final TestEngine engine;
  private final AtomicInteger taken = new AtomicInteger();

  private TestServer(TestEngine engine) {
    this.engine = engine;
  }

  static TestServer start() {
    return new TestServer(TestEngine.start());
  }

  TestDatabase newDatabase() {
    String name = name(taken.getAndIncrement());
    engine.grant(name);
    Migrator.unclustered(engine.handle(Users.ADMIN, name)).migrate();
    return new TestDatabase(
        engine.handle(Users.ADMIN, name),
        engine.handle(Users.INGEST, name),
        engine.handle(Users.CONTROL, name),
        engine.handle(Users.READ, name));
  }

  static String name(int number) {
    return "aiops_test_" + number;
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
