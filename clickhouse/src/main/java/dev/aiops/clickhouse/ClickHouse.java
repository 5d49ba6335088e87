/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import com.clickhouse.jdbc.Driver;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Where a ClickHouse is and who asks. Making one does no I/O; {@link #check()} says whether it can
 * be used.
 *
 * @param url base URL of the HTTP interface, as {@code http://127.0.0.1:8123}
 * @param database the database
 * @param user the user
 * @param password the user's password; may be empty
 */
public record ClickHouse(URI url, String database, String user, String password) {

  /** Fails on a URL that is not HTTP and on a database name that would need quoting. */
  public ClickHouse {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "ClickHouse URL must begin with http:// or https://, got " + url);
    }
    String text = url.toString();
    url = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    Users.requireDatabase(database);
  }

  /** Connects by JDBC, for reads. Whoever asks closes it. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    Connection connection =
        new Driver().connect("jdbc:clickhouse:" + url + "/" + database, properties);
    return Objects.requireNonNull(connection, "driver refused its own URL");
  }

  /** Runs one statement that returns nothing of interest: DDL, an insert, a setting. */
  public void execute(String sql) {
    execute(sql, Map.of());
  }

  /** Runs one statement with ClickHouse settings, as {@code insert_deduplication_token}. */
  public void execute(String sql, Map<String, String> settings) {
    Statements.run(this, sql, settings);
  }

  /**
   * Runs a query and returns the answer's text, without its last line end; tab-separated unless it
   * names a format.
   */
  public String ask(String sql) {
    String answer = Statements.run(this, sql, Map.of());
    return answer.endsWith("\n") ? answer.substring(0, answer.length() - 1) : answer;
  }

  /**
   * Whether it can be used for what this build does: reachable, right password, schema of this
   * build's version.
   */
  public Check check() {
    return SchemaCheck.of(this);
  }

  /** Whether the server accepts this user and database right now. */
  public boolean answers() {
    try {
      return ask("SELECT 1").equals("1");
    } catch (ClickHouseException e) {
      return false;
    }
  }

  /** The same server and user, another database. */
  public ClickHouse withDatabase(String other) {
    return new ClickHouse(url, other, user, password);
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "ClickHouse[" + url + ", database=" + database + ", user=" + user + "]";
  }
}
