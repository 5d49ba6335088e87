/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** How long docker-compose.yml has ClickHouse keep what it logs about itself. */
@ExtendWith(ClickHouseExtension.class)
class SystemTablesFileTest {

  private static final Path FILE = Path.of("..", "docker", "clickhouse", "config.d", "aiops.xml");

  private static final String TABLE =
      "CREATE TABLE %1$s (event_date Date, event_time DateTime, finish_date Date, finish_time_us UInt64) %2$s";
  private static final String MERGE_TREE =
      "ENGINE = MergeTree PARTITION BY toYYYYMM(event_date) ORDER BY (event_date, event_time) TTL ";

  /** What the server would else write seldom. */
  private static final String SOON =
      "<clickhouse><query_log><flush_interval_milliseconds>100</flush_interval_milliseconds></query_log></clickhouse>";

  /** It takes the file and makes the table of it. */
  @Test
  void server_withTheFile_makesItsTablesWithTheTtl(@TempDir Path folder) throws Exception {
    Path configuration = Files.createDirectories(folder.resolve("config.d"));
    Files.copy(FILE, configuration.resolve("aiops.xml"));
    Files.writeString(configuration.resolve("soon.xml"), SOON);
    try (EmbeddedClickHouse server =
        EmbeddedClickHouse.start(
            EmbeddedSettings.onFreePort(folder, Passwords.random(), List.of("aiops")))) {
      ClickHouse admin = server.handle(Users.ADMIN, "default");
      String engine = "";
      for (int i = 0; i < 200 && engine.isEmpty(); i++) {
        Thread.sleep(50);
        engine =
            admin.ask(
                "SELECT engine_full FROM system.tables WHERE database = 'system' AND name = 'query_log'");
      }
      assertThat(engine).contains("TTL event_date + toIntervalDay(7)");
    }
  }

  /**
   * The engine makes but a few of them here; tables with their time columns stand for the others.
   */
  @Test
  void tables_keepAWeek(TestDatabase database) throws Exception {
    Map<String, String> engines = engines();
    assertThat(engines)
        .hasSizeGreaterThan(18)
        .containsKeys("query_log", "text_log", "trace_log", "opentelemetry_span_log");
    StringBuilder left = new StringBuilder();
    for (Map.Entry<String, String> table : engines.entrySet()) {
      left.append(database.admin().ask(kept(database, table.getKey(), table.getValue())));
      left.append(' ').append(table.getKey()).append('\n');
    }
    assertThat(left.toString().lines())
        .hasSameSizeAs(engines.keySet())
        .allMatch(line -> line.startsWith("2 "));
  }

  /** Fills a table with rows of today, of six days ago and of nine, and asks how many are left. */
  private static String kept(TestDatabase database, String table, String engine) {
    database.execute(TABLE.formatted(table, engine));
    database.execute(
        "INSERT INTO "
            + table
            + " SELECT today() - d, now() - 86400 * d, today() - d, 1 FROM (SELECT arrayJoin([0, 6, 9]) AS d)");
    database.execute("OPTIMIZE TABLE " + table + " FINAL");
    return "SELECT count() FROM " + table;
  }

  /** The engine of each table that the file names. */
  private static Map<String, String> engines()
      throws IOException, ParserConfigurationException, SAXException {
    NodeList children =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(FILE.toFile())
            .getDocumentElement()
            .getChildNodes();
    Map<String, String> engines = new LinkedHashMap<>();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element table && table.getTagName().endsWith("_log")) {
        engines.put(table.getTagName(), engine(table));
      }
    }
    return engines;
  }

  private static String engine(Element table) {
    NodeList engine = table.getElementsByTagName("engine");
    return engine.getLength() > 0
        ? engine.item(0).getTextContent()
        : MERGE_TREE + table.getElementsByTagName("ttl").item(0).getTextContent();
  }
}
