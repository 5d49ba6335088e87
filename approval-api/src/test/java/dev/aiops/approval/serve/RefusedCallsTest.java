/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.log.KillableServer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How many calls each budget refused today, as operators read it. */
@ExtendWith(ClickHouseExtension.class)
class RefusedCallsTest {

  private static final AtomicInteger SPANS = new AtomicInteger();

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(TestService.NOON.instant());

  @Test
  void refusals_areCountedOnTheBudgetsOwnDay(TestDatabase database) throws Exception {
    // all-agents has the day of Berlin, which begins at 23:00 UTC
    refused(database, "2026-11-26 10:00:00", "all-agents", "2026-11-26");
    refused(database, "2026-11-25 22:59:59", "all-agents", "");
    refused(database, "2026-11-25 23:00:00", "all-agents", "");
    refused(database, "2026-11-26 00:00:01", "support-live", "2026-11-25");
    refused(database, "2026-11-25 23:59:59", "support-live", "2026-11-26");
    refused(database, "2026-11-26 09:00:00", "", "");
    wouldRefuse(database, "2026-11-26 09:00:00", "research-only", "2026-11-26");
    try (TestService service = new TestService(database.control(), directory, now::get)) {
      assertThat(counts(service, "all-agents")).isEqualTo("2026-11-26 2 0");
      assertThat(counts(service, "support-live")).isEqualTo("2026-11-26 1 0");
      assertThat(counts(service, "research-only")).isEqualTo("2026-11-26 0 1");
      assertThat(counts(service, "")).isEqualTo("2026-11-26 1 0");
      assertThat(command(service))
          .containsPattern("BUDGET .* REMAINING +REFUSED +RESETS IN")
          .containsPattern("all-agents .* 2 +12 h 0 min")
          .containsPattern("research-only .* 0 \\(would be 1\\) +13 h 0 min +observe")
          .endsWith("1 call was refused today (UTC) while no budget could be asked.\n");
    }
  }

  @Test
  void refusals_areAskedAtMostEvery5Seconds(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, now::get)) {
      String before = counts(service, "two-instances");
      refused(database, "2026-11-26 10:00:00", "two-instances", "2026-11-26");
      now.set(TestService.NOON.instant().plusMillis(4_999));
      assertThat(counts(service, "two-instances")).isEqualTo(before);
      now.set(TestService.NOON.instant().plusSeconds(5));
      assertThat(counts(service, "two-instances")).isNotEqualTo(before);
    }
  }

  @Test
  void refusals_areForOperators(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, now::get)) {
      assertThat(service.get(service.support, "/v1/refusals").rule()).isEqualTo("not_an_operator");
    }
  }

  @Test
  void quarters_thatCannotBeAsked_areNotShownAsZero() throws Exception {
    try (KillableServer server = new KillableServer(directory.resolve("clickhouse"))) {
      RefusedCalls calls = new RefusedCalls(server.control(), now::get);
      assertThat(calls.quarters()).contains(List.of());
      server.kill();
      now.set(TestService.NOON.instant().plusSeconds(5));
      assertThat(calls.quarters()).isEmpty();
    }
  }

  @Test
  void command_whereTheyAreNotKnown_saysSo(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, now::get)) {
      database.admin().execute("RENAME TABLE budget_refusals TO budget_refusals_away");
      try {
        assertThat(command(service))
            .containsPattern("all-agents .* \\? +12 h 0 min")
            .contains("How many calls were refused is not known: approval-api refused:");
      } finally {
        database.admin().execute("RENAME TABLE budget_refusals_away TO budget_refusals");
      }
    }
  }

  private static String counts(TestService service, String budget) throws Exception {
    for (JsonNode day : service.get(service.ben, "/v1/refusals").body().path("refusals")) {
      if (day.path("budget").asText().equals(budget)) {
        return day.path("day").asText()
            + " "
            + day.path("refused").asLong()
            + " "
            + day.path("would_refuse").asLong();
      }
    }
    return "none";
  }

  private String command(TestService service) throws Exception {
    Path token = Files.writeString(directory.resolve("operator.token"), service.ben);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> arguments =
        List.of("budgets", "http://127.0.0.1:" + service.port(), token.toString());
    assertThat(Main.run(arguments, Map.of(), print, print)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void refused(TestDatabase database, String at, String budget, String day) {
    insert(database, at, attributes(budget, day), "[]", "[]");
  }

  private static void wouldRefuse(TestDatabase database, String at, String budget, String day) {
    insert(
        database,
        at,
        "'gen_ai.operation.name': 'chat', 'aiops.budget.would_refuse': '[\"" + budget + "\"]'",
        "['aiops.budget.would_refuse']",
        "[{" + attributes(budget, day) + "}]");
  }

  private static String attributes(String budget, String day) {
    return "'gen_ai.operation.name': 'chat', 'aiops.budget.rule': 'cap_reached',"
        + " 'aiops.budget.name': '"
        + budget
        + "', 'aiops.budget.day': '"
        + day
        + "'";
  }

  private static void insert(
      TestDatabase database, String at, String attributes, String events, String ofEvents) {
    database
        .ingest()
        .execute(
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanAttributes, Events.Timestamp,"
                + " Events.Name, Events.Attributes) VALUES (toDateTime64('%1$s', 9, 'UTC'), 't', '%2$d',"
                    .formatted(at, SPANS.incrementAndGet())
                + " {%s}, arrayMap(x -> toDateTime64('%s', 9, 'UTC'), %s), %s, %s)"
                    .formatted(attributes, at, events, events, ofEvents));
  }
}
