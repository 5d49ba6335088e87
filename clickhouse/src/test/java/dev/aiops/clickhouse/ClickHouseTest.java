/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.aiops.clickhouse.Check.Failed;
import dev.aiops.clickhouse.Check.Problem;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class ClickHouseTest {

  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  private final TestDatabase database;

  ClickHouseTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void new_makesNoConnection() {
    assertThat(new ClickHouse(NOBODY, "aiops", "u", "secret").toString())
        .doesNotContain("secret")
        .contains("user=u");
  }

  @Test
  void new_urlOfAnotherScheme_fails() {
    assertThatThrownBy(() -> new ClickHouse(URI.create("tcp://127.0.0.1:9000"), "aiops", "u", ""))
        .hasMessageContaining("must begin with http://");
  }

  @Test
  void new_databaseNameThatNeedsQuotes_fails() {
    assertThatThrownBy(() -> new ClickHouse(NOBODY, "a`; DROP", "u", ""))
        .hasMessageContaining("letters, digits and _");
  }

  @Test
  void check_allThreeUsers_areOk() {
    for (String user : Users.ALL) {
      assertThat(database.as(user).check()).as(user).isEqualTo(new Check.Ok());
    }
  }

  @Test
  void check_nobodyThere_isUnreachable() {
    assertProblem(
        new ClickHouse(NOBODY, "aiops", "u", ""),
        Problem.UNREACHABLE,
        "No ClickHouse at http://127.0.0.1:1",
        "./aiops up");
  }

  @Test
  void check_anotherServer_isUnreachable() throws Exception {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'h', 'i'});
          exchange.close();
        });
    web.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + web.getAddress().getPort());
      assertProblem(new ClickHouse(url, "aiops", "u", ""), Problem.UNREACHABLE, "not a ClickHouse");
    } finally {
      web.stop(0);
    }
  }

  @Test
  void check_wrongPassword_saysWhichSettings() {
    ClickHouse wrong = new ClickHouse(database.url(), database.database(), Users.INGEST, "wrong");
    assertProblem(
        wrong,
        Problem.WRONG_PASSWORD,
        "does not accept user aiops_ingest",
        "AIOPS_CLICKHOUSE_PASSWORD");
  }

  @Test
  void check_noDatabase_saysHowToMigrate() {
    assertProblem(
        database.admin().withDatabase("aiops_test_199"),
        Problem.MISSING_SCHEMA,
        "has no schema",
        "./aiops migrate");
  }

  @Test
  void check_otherSchemaVersion_saysWhich() {
    database
        .admin()
        .withDatabase("default")
        .execute("CREATE DATABASE IF NOT EXISTS aiops_test_198");
    ClickHouse other = database.admin().withDatabase("aiops_test_198");
    other.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations (Version UInt32) ENGINE = MergeTree ORDER BY Version");
    assertProblem(
        other, Problem.WRONG_SCHEMA_VERSION, "has version 0, this build needs", "./aiops migrate");

    other.execute("INSERT INTO schema_migrations VALUES (9999)");
    assertProblem(other, Problem.WRONG_SCHEMA_VERSION, "has version 9999", "newer build");
  }

  private static void assertProblem(ClickHouse at, Problem problem, String... texts) {
    assertThat(at.check())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.problem()).as(failed.reason()).isEqualTo(problem);
              assertThat(failed.reason()).contains(texts);
            });
  }
}
