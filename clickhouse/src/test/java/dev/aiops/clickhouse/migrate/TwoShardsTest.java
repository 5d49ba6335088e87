/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.SeedEvent;
import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clustered schema over two shards, which are two databases of one server: its tables for all
 * shards and the views on them, without a Keeper and so without replicas. Every view must answer as
 * on a single server that has the same rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoShardsTest {

  private static final Passwords PASSWORDS = Passwords.random();
  private static final List<String> SHARDS = List.of("shard_1", "shard_2");
  private static final String ALL_SHARDS = "all_shards";
  private static final String ONE = "one_server";
  private static final int BATCHES = 6;

  private static final String CLUSTER =
      """
      <clickhouse>
        <macros><cluster>two</cluster></macros>
        <remote_servers>
          <two>
            %s
            %s
          </two>
        </remote_servers>
      </clickhouse>
      """;

  private static final String SHARD =
      """
      <shard><replica>
        <host>127.0.0.1</host><port>%d</port><default_database>%s</default_database>
        <user>%s</user><password>%s</password>
      </replica></shard>
      """;

  /** As the users of a cluster have it. */
  private static final String PROFILE =
      """
      <clickhouse><profiles><default>
        <distributed_product_mode>global</distributed_product_mode>
      </default></profiles></clickhouse>
      """;

  private EmbeddedClickHouse server;
  private ClickHouse one;
  private ClickHouse all;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    int port = freePort();
    Path config = Files.createDirectories(folder.resolve("config.d"));
    Files.writeString(
        config.resolve("cluster.xml"),
        CLUSTER.formatted(shard(port, SHARDS.get(0)), shard(port, SHARDS.get(1))));
    Path users = Files.createDirectories(folder.resolve("users.d"));
    Files.writeString(users.resolve("cluster.xml"), PROFILE);
    List<String> databases = List.of(SHARDS.get(0), SHARDS.get(1), ALL_SHARDS, ONE);
    server =
        EmbeddedClickHouse.start(new EmbeddedSettings(folder, 0, port, PASSWORDS, databases, true));
    one = server.handle(Users.ADMIN, ONE);
    all = server.handle(Users.ADMIN, ALL_SHARDS);
    Migrator.unclustered(one).migrate();
    SHARDS.forEach(shard -> makeClustered(server.handle(Users.ADMIN, shard)));
    makeClustered(all);
    seed();
    Users.INGEST_TABLES.forEach(this::copy);
    all.execute("INSERT INTO control_log SELECT * FROM " + ONE + ".control_log");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void views_answerAsOnOneServer() {
    List<String> views =
        one.ask(
                "SELECT if(create_table_query LIKE '%{since:%', name || '(since = ''2020-01-01 00:00:00'')', name)"
                    + " FROM system.tables WHERE database = currentDatabase() AND engine = 'View' ORDER BY name FORMAT TSVRaw")
            .lines()
            .toList();
    assertThat(views).hasSizeGreaterThan(12);
    for (String view : views) {
      // when a row came in differs, and is a column of some
      String sql =
          "SELECT * EXCEPT '^(IngestedAt|FrozenAt)$' FROM "
              + view
              + " ORDER BY ALL FORMAT TSVWithNames";
      assertThat(all.ask(sql)).as(view).isEqualTo(one.ask(sql));
    }
    assertThat(one.ask("SELECT count() FROM runs")).isEqualTo(Integer.toString(BATCHES + 1));
  }

  @Test
  void batch_isOnOneShard_andBothHaveSome() {
    String where =
        "SELECT count() FROM (SELECT BatchId FROM %s.otel_traces_local WHERE BatchId != '' GROUP BY BatchId)";
    int first = Integer.parseInt(all.ask(where.formatted(SHARDS.get(0))));
    int second = Integer.parseInt(all.ask(where.formatted(SHARDS.get(1))));
    assertThat(first).isPositive();
    assertThat(second).isPositive();
    assertThat(first + second).isEqualTo(BATCHES);
  }

  @Test
  void batch_sentAgainWithItsToken_isThereOnce() {
    String before = all.ask("SELECT count() FROM otel_traces");
    copy("otel_traces");
    assertThat(all.ask("SELECT count() FROM otel_traces")).isEqualTo(before);
  }

  /** What the writer asks after a lost reply. */
  @Test
  void batch_isCountedByTheIngestUser_whereverItIs() {
    ClickHouse ingest = server.handle(Users.INGEST, ALL_SHARDS);
    for (int i = 0; i < BATCHES; i++) {
      assertThat(ingest.ask("SELECT count() FROM otel_traces WHERE BatchId = 'b-" + i + "'"))
          .isEqualTo("3");
    }
  }

  /** As on a cluster, but for the replicas; each shard is the default database of its address. */
  private static void makeClustered(ClickHouse at) {
    at.withDatabase("default").execute("CREATE DATABASE " + at.database());
    for (Migration migration : Migrations.clustered().ordered()) {
      at.execute(ClusteredTest.withoutReplicas(inDefault(migration, at.database())));
    }
  }

  /** A table for all shards names no database; what is looked up on each server has its name. */
  private static String inDefault(Migration migration, String database) {
    boolean spread = migration.sql().contains("ENGINE = Distributed(");
    return migration.sqlIn(spread ? "" : database);
  }

  private void seed() {
    Instant start = Instant.now().minus(Duration.ofHours(30));
    ClickHouse ingest = server.handle(Users.INGEST, ONE);
    for (int i = 0; i < BATCHES; i++) {
      String run = "run-" + i;
      SeedSpan.insert(
          ingest,
          span(run, "root", start).root().batch("b-" + i).with("gen_ai.agent.name", "desk"),
          SeedSpan.chat("t-" + run, "c-" + i, "gpt-5-mini", "0.00000000" + (i + 1))
              .run(run)
              .batch("b-" + i)
              .start(start)
              .with("gen_ai.usage.input_tokens", "10" + i),
          span(run, "tool", start)
              .batch("b-" + i)
              .with("gen_ai.operation.name", "execute_tool")
              .with("gen_ai.tool.name", "lookup"));
      SeedEvent.insert(
          ingest,
          SeedEvent.of(run, start, "started", "running").with(Map.of("Input", "where?")),
          SeedEvent.of(run, start.plusSeconds(9), "ended", i == 0 ? "error" : "ok"));
    }
    SeedSpan.insert(
        ingest,
        SeedSpan.chat("t-python", "p", "gpt-5", "")
            .scope("opentelemetry.instrumentation.openai_v2")
            .without("aiops.cost.usd")
            .without("aiops.cost.status")
            .run("run-python")
            .start(start)
            .with("gen_ai.usage.input_tokens", "1000")
            .with("gen_ai.usage.output_tokens", "100"));
    one.execute(
        "INSERT INTO control_log (seq, kind, budget, day, spent_nanos) VALUES (1, 'settled', 'team', today(), 5)");
  }

  private static SeedSpan span(String run, String id, Instant start) {
    return SeedSpan.of("t-" + run, id + "-" + run).run(run).start(start);
  }

  /** Batch by batch, each with its token, as the writers do. */
  private void copy(String table) {
    String columns =
        one.ask(
            "SELECT arrayStringConcat(groupArray('`' || name || '`'), ', ') FROM system.columns"
                + " WHERE database = currentDatabase() AND default_kind = '' AND table = '"
                + table
                + "'");
    for (String batch : one.ask("SELECT DISTINCT '=' || BatchId FROM " + table).lines().toList()) {
      all.execute(
          "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s.%1$s WHERE '=' || BatchId = '%4$s'"
              .formatted(table, columns, ONE, batch),
          Map.of(
              "insert_deduplication_token", "token" + batch, "distributed_foreground_insert", "1"));
    }
  }

  private static String shard(int port, String database) {
    return SHARD.formatted(port, database, Users.ADMIN, PASSWORDS.admin());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
