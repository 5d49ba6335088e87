/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class SchemaTest {

  private static final Path ATTRIBUTES = Path.of("..", "agent-extension", "attributes.yaml");
  private static final Pattern NAMED = Pattern.compile("\\{name: ([\\w.]+),");
  private static final Pattern READ_IN_SQL =
      Pattern.compile(
          "(?:SpanAttributes|ResourceAttributes|LogAttributes|Attributes|\\ba)\\['([^']+)'\\]");

  private final TestDatabase database;

  SchemaTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void everyColumn_hasAComment() {
    assertThat(
            database.ask(
                "SELECT table || '.' || name FROM system.columns WHERE database = currentDatabase() AND comment = '' ORDER BY 1"))
        .isEmpty();
  }

  @Test
  void everyTable_hasAComment() {
    assertThat(
            database.ask(
                "SELECT name FROM system.tables WHERE database = currentDatabase() AND comment = '' ORDER BY 1"))
        .isEmpty();
  }

  @Test
  void everyAttributeReadInSql_isInTheVocabulary() throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(ATTRIBUTES))
            .results()
            .map(r -> r.group(1))
            .collect(Collectors.toSet());
    assertThat(named).hasSizeGreaterThan(40);
    assertThat(attributesRead()).hasSizeGreaterThan(25).isSubsetOf(named);
  }

  @Test
  void exporterColumns_areUnchanged() {
    assertThat(columns("otel_traces", "default_kind = ''"))
        .isEqualTo(
            "Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String, SpanName LowCardinality(String), "
                + "SpanKind LowCardinality(String), ServiceName LowCardinality(String), ResourceAttributes Map(LowCardinality(String), String), "
                + "ScopeName String, ScopeVersion String, SpanAttributes Map(LowCardinality(String), String), Duration UInt64, "
                + "StatusCode LowCardinality(String), StatusMessage String, Events.Timestamp Array(DateTime64(9)), "
                + "Events.Name Array(LowCardinality(String)), Events.Attributes Array(Map(LowCardinality(String), String)), "
                + "Links.TraceId Array(String), Links.SpanId Array(String), Links.TraceState Array(String), "
                + "Links.Attributes Array(Map(LowCardinality(String), String)), BatchId String");
  }

  @Test
  void migrations_twice_changeNothing() {
    String before =
        database.ask(
            "SELECT name, create_table_query FROM system.tables WHERE database = currentDatabase() ORDER BY name");
    Migrations.unclustered()
        .ordered()
        .forEach(migration -> database.admin().execute(migration.sqlIn(database.database())));
    assertThat(
            database.ask(
                "SELECT name, create_table_query FROM system.tables WHERE database = currentDatabase() ORDER BY name"))
        .isEqualTo(before);
  }

  private Set<String> attributesRead() throws IOException {
    Set<String> read = new TreeSet<>();
    for (Migration migration : Migrations.unclustered().ordered()) {
      READ_IN_SQL.matcher(migration.sql()).results().map(SchemaTest::attribute).forEach(read::add);
    }
    for (Migration migration : Migrations.clustered().ordered()) {
      READ_IN_SQL.matcher(migration.sql()).results().map(SchemaTest::attribute).forEach(read::add);
    }
    try (var sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        READ_IN_SQL
            .matcher(Files.readString(source))
            .results()
            .map(SchemaTest::attribute)
            .forEach(read::add);
      }
    }
    return read;
  }

  private static String attribute(MatchResult match) {
    return match.group(1);
  }

  private String columns(String table, String condition) {
    return database.ask(
        "SELECT arrayStringConcat(groupArray(name || ' ' || type), ', ') FROM (SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '"
            + table
            + "' AND "
            + condition
            + " ORDER BY position)");
  }
}
