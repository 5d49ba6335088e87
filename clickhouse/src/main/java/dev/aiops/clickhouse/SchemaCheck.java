/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import dev.aiops.clickhouse.Check.Failed;
import dev.aiops.clickhouse.Check.Ok;
import dev.aiops.clickhouse.Check.Problem;
import dev.aiops.clickhouse.migrate.Migrator;

/** Asks a ClickHouse for its schema version and says what the answer means. */
final class SchemaCheck {

  private static final String VERSION =
      """
      SELECT max(Version) FROM schema_migrations
      """;

  // error codes of ClickHouse (system.errors)
  private static final int UNKNOWN_TABLE = 60;
  private static final int UNKNOWN_DATABASE = 81;
  private static final int UNKNOWN_USER = 192;
  private static final int WRONG_PASSWORD = 193;
  private static final int ACCESS_DENIED = 497;
  private static final int AUTHENTICATION_FAILED = 516;

  private static final String MIGRATE = " Run ./aiops migrate with its URL and the admin user.";

  private SchemaCheck() {}

  static Check of(ClickHouse at) {
    try {
      return version(at, at.ask(VERSION).strip());
    } catch (ClickHouseException e) {
      return failed(at, e);
    }
  }

  private static Check version(ClickHouse at, String answer) {
    int newest = Migrator.newestVersion();
    int version;
    try {
      version = Integer.parseInt(answer);
    } catch (NumberFormatException e) {
      return unreachable(at, "what answers there is not a ClickHouse");
    }
    if (version == newest) {
      return new Ok();
    }
    String remedy = version < newest ? MIGRATE : " Use the newer build that migrated it.";
    return new Failed(
        Problem.WRONG_SCHEMA_VERSION,
        "The schema of database "
            + at.database()
            + " at "
            + at.url()
            + " has version "
            + version
            + ", this build needs "
            + newest
            + "."
            + remedy);
  }

  private static Check failed(ClickHouse at, ClickHouseException e) {
    return switch (e.code()) {
      case UNKNOWN_USER, WRONG_PASSWORD, AUTHENTICATION_FAILED ->
          new Failed(
              Problem.WRONG_PASSWORD,
              "ClickHouse at "
                  + at.url()
                  + " does not accept user "
                  + at.user()
                  + " with this password: set AIOPS_CLICKHOUSE_USER and AIOPS_CLICKHOUSE_PASSWORD.");
      case UNKNOWN_DATABASE, UNKNOWN_TABLE ->
          new Failed(
              Problem.MISSING_SCHEMA,
              "ClickHouse at "
                  + at.url()
                  + " has no schema in database "
                  + at.database()
                  + "."
                  + MIGRATE);
      case ACCESS_DENIED ->
          new Failed(
              Problem.MISSING_GRANT,
              "User "
                  + at.user()
                  + " may not read database "
                  + at.database()
                  + " at "
                  + at.url()
                  + ": grant it what clickhouse/README.md lists.");
      default -> unreachable(at, String.valueOf(e.getMessage()));
    };
  }

  private static Failed unreachable(ClickHouse at, String why) {
    return new Failed(
        Problem.UNREACHABLE,
        "No ClickHouse at "
            + at.url()
            + " ("
            + why
            + "): start it (./aiops up), or set AIOPS_CLICKHOUSE_URL to where it is.");
  }
}
