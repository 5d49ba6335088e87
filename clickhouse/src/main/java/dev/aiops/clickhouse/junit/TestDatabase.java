/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import java.net.URI;

/**
 * A migrated database of one test class's own, on the test JVM's server.
 *
 * @param admin a handle that may do everything in it
 * @param ingest a handle that may add rows to the log
 * @param control a handle that may add rows to the control log
 * @param eval a handle that may add scores and read what they are made from
 * @param read a handle that may only read
 */
public record TestDatabase(
    ClickHouse admin, ClickHouse ingest, ClickHouse control, ClickHouse eval, ClickHouse read) {

  /** Base URL of the server's HTTP interface. */
  public URI url() {
    return admin.url();
  }

  /** The database's name. */
  public String database() {
    return admin.database();
  }

  /** The handle of one of the {@link Users}. */
  public ClickHouse as(String user) {
    return switch (user) {
      case Users.ADMIN -> admin;
      case Users.INGEST -> ingest;
      case Users.CONTROL -> control;
      case Users.EVAL -> eval;
      case Users.READ -> read;
      default -> throw new IllegalArgumentException("no such user: " + user);
    };
  }

  /** Runs a statement as the admin. */
  public void execute(String sql) {
    admin.execute(sql);
  }

  /** Runs a query as the reader; the answer is tab-separated text without the last line end. */
  public String ask(String sql) {
    return read.ask(sql);
  }
}
