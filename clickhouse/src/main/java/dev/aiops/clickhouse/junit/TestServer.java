/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.ClickHouse;
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
    keepOldRows(engine.handle(Users.ADMIN, name));
    return new TestDatabase(
        engine.handle(Users.ADMIN, name),
        engine.handle(Users.INGEST, name),
        engine.handle(Users.CONTROL, name),
        engine.handle(Users.EVAL, name),
        engine.handle(Users.READ, name));
  }

  /** Tests tell of fixed days; without this their rows would go once those are long past. */
  private static void keepOldRows(ClickHouse admin) {
    String tables =
        admin.ask(
            "SELECT name FROM system.tables WHERE database = '"
                + admin.database()
                + "' AND engine LIKE '%MergeTree'");
    tables.lines().forEach(table -> admin.execute("SYSTEM STOP TTL MERGES " + table));
  }

  static String name(int number) {
    return "aiops_test_" + number;
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
