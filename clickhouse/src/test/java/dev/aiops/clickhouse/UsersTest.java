/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ClickHouseExtension.class)
class UsersTest {

  private static final int ACCESS_DENIED = 497;
  private static final int READONLY = 164;

  private final TestDatabase database;

  UsersTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void ingest_insertsAndCountsItsBatch() {
    SeedSpan.insert(database.ingest(), SeedSpan.of("t", "s").start(Instant.now()).batch("b-1"));
    assertThat(database.ingest().ask("SELECT count() FROM otel_traces WHERE BatchId = 'b-1'"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT TraceId FROM otel_traces",
        "SELECT count() FROM otel_traces WHERE RunId = 'x'",
        "SELECT Content FROM message_content",
        "SELECT Input FROM run_events",
        "SELECT * FROM runs",
        "SELECT * FROM costs",
        "INSERT INTO costs_closed (Day) VALUES (today())",
        "INSERT INTO schema_migrations (Version) VALUES (1)",
        "ALTER TABLE otel_traces DELETE WHERE 1",
        "TRUNCATE TABLE otel_traces",
        "DROP TABLE otel_traces",
        "CREATE TABLE mine (x UInt8) ENGINE = Memory",
        "SELECT * FROM url('http://127.0.0.1:1/', CSV, 'x String')",
        "SELECT * FROM file('/etc/passwd', LineAsString)",
      })
  void ingest_anythingElse_isDenied(String sql) {
    assertDenied(database.ingest(), sql);
  }

  @Test
  void control_appendsToItsLogAndReadsIt() {
    database.control().execute("INSERT INTO control_log (seq, kind) VALUES (1, 'users_test')");
    assertThat(database.control().ask("SELECT seq FROM control_log WHERE kind = 'users_test'"))
        .isEqualTo("1");
  }

  @Test
  void control_addsWhatPeopleSayOfRuns() {
    database
        .control()
        .execute("INSERT INTO eval_labels (Evaluator, Label) VALUES ('users_test', 'pass')");
    assertThat(
            database.control().ask("SELECT Label FROM eval_labels WHERE Evaluator = 'users_test'"))
        .isEqualTo("pass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count() FROM runs",
        "SELECT count() FROM runs_since(since = '2026-01-01 00:00:00')",
        "SELECT count() FROM llm_calls",
        "SELECT count() FROM tool_calls",
        "SELECT count() FROM costs",
        "SELECT count() FROM eval_scores",
        "SELECT count() FROM budget_reconciliation",
        "SELECT count() FROM budget_refusals",
        "SELECT max(Version) FROM schema_migrations",
      })
  void control_readsRunsCallsAndCosts(String sql) {
    assertThat(database.control().ask(sql)).matches("\\d+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE control_log DELETE WHERE 1",
        "ALTER TABLE control_log UPDATE body = '' WHERE 1",
        "DELETE FROM control_log WHERE 1",
        "TRUNCATE TABLE control_log",
        "DROP TABLE control_log",
        "OPTIMIZE TABLE control_log",
        "ALTER TABLE control_log MODIFY SETTING non_replicated_deduplication_window = 0",
        "INSERT INTO otel_traces (TraceId) VALUES ('x')",
        "INSERT INTO run_events (RunId) VALUES ('x')",
        "INSERT INTO eval_scores (ScoreId) VALUES ('x')",
        "ALTER TABLE eval_labels DELETE WHERE 1",
        "TRUNCATE TABLE eval_labels",
        "SELECT Content FROM message_content",
        "SELECT Body FROM otel_logs",
        "CREATE TABLE mine (x UInt8) ENGINE = Memory",
        "SELECT * FROM url('http://127.0.0.1:1/', CSV, 'x String')",
        "SELECT * FROM file('/etc/passwd', LineAsString)",
      })
  void control_anythingElse_isDenied(String sql) {
    assertDenied(database.control(), sql);
  }

  @Test
  void eval_addsScoresAndReadsThem() {
    database.eval().execute("INSERT INTO eval_scores (ScoreId) VALUES ('users_test')");
    assertThat(database.eval().ask("SELECT count() FROM scores WHERE ScoreId = 'users_test'"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count() FROM runs_since(since = '2026-01-01 00:00:00')",
        "SELECT count() FROM llm_calls",
        "SELECT count() FROM message_content",
        "SELECT count() FROM eval_passes",
        "SELECT count() FROM eval_batches",
        "SELECT count() FROM eval_selections",
        "SELECT count() FROM eval_comparisons",
        "SELECT count() FROM eval_labels",
        "SELECT count() FROM eval_cases",
        "SELECT count(BatchId) FROM otel_logs WHERE EventName = 'gen_ai.evaluation.result' AND LogAttributes['x'] = '' SETTINGS optimize_functions_to_subcolumns = 0",
        "SELECT count() FROM (SELECT seq, kind, entity, state_after FROM control_log)",
        "SELECT max(Version) FROM schema_migrations",
      })
  void eval_readsRunsMessagesAndScores(String sql) {
    assertThat(database.eval().ask(sql)).matches("\\d+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE eval_scores DELETE WHERE 1",
        "TRUNCATE TABLE eval_scores",
        "INSERT INTO otel_traces (TraceId) VALUES ('x')",
        "INSERT INTO control_log (seq) VALUES (1)",
        "SELECT body FROM control_log",
        "SELECT Body FROM otel_logs",
        "CREATE TABLE mine (x UInt8) ENGINE = Memory",
        "SELECT * FROM url('http://127.0.0.1:1/', CSV, 'x String')",
        "SELECT * FROM file('/etc/passwd', LineAsString)",
      })
  void eval_anythingElse_isDenied(String sql) {
    assertDenied(database.eval(), sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count() FROM runs",
        "SELECT count() FROM llm_calls",
        "SELECT count() FROM tool_calls",
        "SELECT count() FROM costs",
        "SELECT count() FROM otel_logs",
        "SELECT count() FROM message_content",
        "SELECT count() FROM system.parts",
        "SELECT 1 SETTINGS max_execution_time = 10",
      })
  void read_readsEverything(String sql) {
    assertThat(database.read().ask(sql)).matches("\\d+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO otel_traces (TraceId) VALUES ('x')",
        "TRUNCATE TABLE otel_traces",
        "CREATE TABLE mine (x UInt8) ENGINE = Memory",
        "ALTER TABLE otel_traces MODIFY TTL toDate(Timestamp) + INTERVAL 1 DAY",
        "DROP VIEW runs",
        "SET readonly = 0",
        "SELECT * FROM url('http://127.0.0.1:1/', CSV, 'x String')",
        "SELECT * FROM file('/etc/passwd', LineAsString)",
      })
  void read_anythingElse_isDenied(String sql) {
    assertDenied(database.read(), sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE USER mallory",
        "GRANT SELECT ON *.* TO aiops_read",
        "CREATE DATABASE elsewhere",
        "DROP DATABASE default",
        "SELECT * FROM file('/etc/passwd', LineAsString)",
        "SYSTEM SHUTDOWN",
      })
  void admin_beyondItsDatabases_isDenied(String sql) {
    assertDenied(database.admin(), sql);
  }

  @Test
  void grants_areSqlForAServerOfOnesOwn() {
    assertThat(Users.grants(Users.INGEST, "aiops"))
        .contains(
            "GRANT INSERT ON aiops.otel_traces TO aiops_ingest",
            "GRANT SELECT(BatchId) ON aiops.otel_traces TO aiops_ingest");
  }

  @Test
  void setUp_makesEachUserThenGrants_andKeepsPasswordsOut() {
    Passwords passwords = new Passwords("one", "two", "three", "four", "five");
    List<String> statements = Users.setUp("aiops", passwords);
    assertThat(statements.get(0))
        .isEqualTo(
            "CREATE USER IF NOT EXISTS aiops_admin IDENTIFIED WITH sha256_hash BY"
                + " '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed'");
    assertThat(statements.get(1))
        .startsWith("GRANT SHOW, SELECT, INSERT")
        .endsWith("TO aiops_admin");
    assertThat(statements)
        .filteredOn(statement -> statement.contains("CREATE USER IF NOT EXISTS aiops_read"))
        .singleElement()
        .asString()
        .endsWith(" SETTINGS readonly = 2");
    assertThat(String.join(";", statements)).doesNotContain("'two'", "'three'", "'four'", "'five'");
  }

  @Test
  void setUpOnCluster_parses_andWritersWaitForMostReplicas() {
    List<String> statements = Users.setUpOnCluster("aiops", Passwords.random());
    for (String statement : statements) {
      assertThat(statement).contains(" ON CLUSTER '{cluster}'");
      assertThat(database.admin().ask("EXPLAIN AST " + statement)).as(statement).isNotEmpty();
    }
    assertThat(statements)
        .filteredOn(statement -> statement.contains("insert_quorum = 'auto'"))
        .hasSize(Users.ALL.size() - 1)
        .allMatch(statement -> statement.contains("select_sequential_consistency = 1"));
    assertThat(statements)
        .filteredOn(statement -> statement.startsWith("CREATE USER"))
        .allMatch(statement -> statement.contains("distributed_product_mode = 'global'"));
    assertThat(statements)
        .contains(
            "GRANT ON CLUSTER '{cluster}' INSERT ON aiops.otel_traces_local TO aiops_ingest",
            "GRANT ON CLUSTER '{cluster}' SELECT(BatchId) ON aiops.otel_traces_local TO aiops_ingest",
            "GRANT ON CLUSTER '{cluster}' SELECT ON aiops.otel_traces_local TO aiops_control")
        .noneMatch(statement -> statement.contains("message_content_local TO aiops_control"));
  }

  private static void assertDenied(ClickHouse as, String sql) {
    assertThatThrownBy(() -> as.ask(sql))
        .isInstanceOfSatisfying(
            ClickHouseException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isIn(ACCESS_DENIED, READONLY));
  }
}
