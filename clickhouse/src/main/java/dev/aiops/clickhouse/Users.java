/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ClickHouse users and what each may do in one database. The embedded server's configuration
 * and the SQL for a server of one's own are both made from here.
 */
public final class Users {

  /** Migrates, changes retention, freezes days. */
  public static final String ADMIN = "aiops_admin";

  /** Adds rows to the four tables of the log, and counts the rows of a batch; reads prices. */
  public static final String INGEST = "aiops_ingest";

  /**
   * Adds rows to {@code control_log} and {@code eval_labels} and reads them, runs, calls, costs and
   * scores. No message contents.
   */
  public static final String CONTROL = "aiops_control";

  /**
   * Adds rows to the {@code eval_} tables and events to {@code otel_logs}, and reads them, runs,
   * calls, costs and message contents, and of {@code control_log} what became of approvals.
   */
  public static final String EVAL = "aiops_eval";

  /** Reads everything in the database. Changes nothing. */
  public static final String READ = "aiops_read";

  /** All five. */
  public static final List<String> ALL = List.of(ADMIN, INGEST, CONTROL, EVAL, READ);

  /** The tables {@link #INGEST} adds rows to. */
  public static final List<String> INGEST_TABLES =
      List.of("otel_traces", "otel_logs", "run_events", "message_content");

  /** The tables {@link #EVAL} adds rows to. */
  private static final List<String> EVAL_TABLES =
      List.of(
          "eval_scores",
          "eval_passes",
          "eval_batches",
          "eval_selections",
          "eval_comparisons",
          "eval_labels",
          "eval_cases");

  /** The tables {@link #CONTROL} adds rows to. */
  private static final List<String> CONTROL_TABLES = List.of("control_log", "eval_labels");

  /** What {@link #CONTROL} reads beside its tables and {@link #RUN_READS}. */
  private static final List<String> CONTROL_READS =
      List.of(
          "budget_reconciliation", "budget_reconciliation_since", "budget_refusals", "eval_scores");

  /** Where {@link #EVAL} tells of scores, and hears of others'. */
  private static final String EVENTS = "otel_logs";

  /** What it reads of them: not what apps log. */
  private static final String EVENT_COLUMNS =
      "Timestamp, TraceId, SpanId, RunId, ScopeName, ScopeVersion, EventName, LogAttributes, BatchId, IngestedAt";

  /** What {@link #EVAL} reads beside its tables and {@link #RUN_READS}. */
  private static final List<String> EVAL_READS = List.of("scores", "message_content");

  /** Who adds a span has its price looked up there. */
  private static final String PRICES = "price_book";

  /** Runs, calls and costs: views, and what they are made of, as a view asks for both. */
  private static final List<String> RUN_READS =
      List.of(
          "runs",
          "runs_since",
          "runs_by_id",
          "runs_in_events",
          "runs_in_spans",
          "runs_in_prices",
          "run_events",
          "llm_calls",
          "tool_calls",
          "model_calls",
          "model_calls_priced",
          "otel_traces",
          "costs",
          "costs_open",
          "costs_closed",
          "prices",
          "prices_newest",
          "price_providers",
          "price_providers_newest",
          PRICES,
          "schema_migrations");

  private static final String ON_CLUSTER = " ON CLUSTER '{cluster}'";
  private static final String LOCAL = "_local";
  private static final String READ_ONLY = "readonly = 2";
  private static final String WRITING_ON_CLUSTER =
      "insert_quorum = 'auto', insert_quorum_parallel = 0, select_sequential_consistency = 1,"
          + " distributed_foreground_insert = 1";

  /** Without it a join or IN of two tables that are spread over the shards is refused. */
  private static final String READING_ON_CLUSTER = "distributed_product_mode = 'global'";

  private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private Users() {}

  /** The GRANT statements of a user on a database. */
  public static List<String> grants(String user, String database) {
    requireDatabase(database);
    return privileges(user, database)
        .map(privilege -> "GRANT " + privilege + " TO " + user)
        .toList();
  }

  /**
   * The statements by which somebody who may manage access makes the users on a server of one's
   * own. Repeating them does no harm; a user that exists keeps its password.
   */
  public static List<String> setUp(String database, Passwords passwords) {
    return ALL.stream()
        .flatMap(
            user ->
                Stream.concat(Stream.of(create(user, passwords)), grants(user, database).stream()))
        .toList();
  }

  /**
   * As {@link #setUp}, on every server of a cluster. There the writers wait until most replicas
   * have a row, and read nothing older: an answer that a row is missing must hold for all.
   */
  public static List<String> setUpOnCluster(String database, Passwords passwords) {
    requireDatabase(database);
    return ALL.stream()
        .flatMap(
            user ->
                Stream.concat(
                    Stream.of(create(user + ON_CLUSTER, user, passwords, onCluster(user))),
                    clusterPrivileges(user, database)
                        .map(privilege -> "GRANT" + ON_CLUSTER + " " + privilege + " TO " + user)))
        .toList();
  }

  private static String create(String user, Passwords passwords) {
    return create(user, user, passwords, user.equals(READ) ? List.of(READ_ONLY) : List.of());
  }

  private static List<String> onCluster(String user) {
    return List.of(user.equals(READ) ? READ_ONLY : WRITING_ON_CLUSTER, READING_ON_CLUSTER);
  }

  private static String create(
      String name, String user, Passwords passwords, List<String> settings) {
    return "CREATE USER IF NOT EXISTS "
        + name
        + " IDENTIFIED WITH sha256_hash BY '"
        + passwords.sha256(user)
        + "'"
        + (settings.isEmpty() ? "" : " SETTINGS " + String.join(", ", settings));
  }

  /** The tables of the shards are named apart, and each server asks the others as the same user. */
  private static Stream<String> clusterPrivileges(String user, String database) {
    Stream<String> onCluster =
        user.equals(ADMIN) ? Stream.of("CLUSTER, REMOTE ON *.*") : Stream.of();
    return Stream.concat(
        privileges(user, database).flatMap(privilege -> onShards(privilege, database)), onCluster);
  }

  private static Stream<String> onShards(String privilege, String database) {
    boolean spread =
        INGEST_TABLES.stream().anyMatch(t -> privilege.endsWith(" ON " + database + "." + t));
    return spread ? Stream.of(privilege, privilege + LOCAL) : Stream.of(privilege);
  }

  /** What a user may do in a database, as {@code INSERT ON aiops.otel_logs}. */
  public static Stream<String> privileges(String user, String database) {
    return switch (user) {
      case ADMIN ->
          Stream.of(
              "SHOW, SELECT, INSERT, ALTER, CREATE, DROP, TRUNCATE, OPTIMIZE, dictGet ON "
                  + database
                  + ".*",
              "SYSTEM MERGES, SYSTEM TTL MERGES ON " + database + ".*",
              "SELECT ON system.*",
              "TABLE ENGINE ON *",
              "CREATE TEMPORARY TABLE, KILL QUERY ON *.*");
      case INGEST ->
          Stream.concat(
              INGEST_TABLES.stream()
                  .flatMap(
                      t ->
                          Stream.of(
                              "INSERT ON " + database + "." + t,
                              "SELECT(BatchId) ON " + database + "." + t)),
              reads(database, Stream.of(List.of(PRICES, "schema_migrations"))));
      case CONTROL ->
          Stream.concat(
              CONTROL_TABLES.stream().map(t -> "INSERT ON " + database + "." + t),
              reads(database, Stream.of(CONTROL_TABLES, CONTROL_READS, RUN_READS)));
      case EVAL ->
          Stream.of(
                  Stream.concat(EVAL_TABLES.stream(), Stream.of(EVENTS))
                      .map(t -> "INSERT ON " + database + "." + t),
                  reads(database, Stream.of(EVAL_TABLES, EVAL_READS, RUN_READS)),
                  Stream.of(
                      "SELECT(seq, kind, entity, state_after) ON " + database + ".control_log",
                      "SELECT(" + EVENT_COLUMNS + ") ON " + database + "." + EVENTS))
              .flatMap(privileges -> privileges);
      case READ -> Stream.of("SELECT, dictGet ON " + database + ".*", "SELECT ON system.*");
      default -> throw new IllegalArgumentException("no such user: " + user);
    };
  }

  private static Stream<String> reads(String database, Stream<List<String>> tables) {
    return tables.flatMap(List::stream).map(t -> "SELECT ON " + database + "." + t);
  }

  /** Fails on a name that would need quoting. */
  public static String requireDatabase(String database) {
    if (!DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "database name must be letters, digits and _, not starting with a digit, got '"
              + database
              + "'");
    }
    return database;
  }
}
