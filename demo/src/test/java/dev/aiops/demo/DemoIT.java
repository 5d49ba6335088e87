/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as its users run it: the real app under the real agent, its log in a real ClickHouse.
 */
@ExtendWith(ClickHouseExtension.class)
class DemoIT {

  private static final Duration ARRIVAL = Duration.ofSeconds(30);

  private final ByteArrayOutputStream facts = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final TestDatabase database;

  @TempDir Path folder;

  DemoIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void run_costInTheLog_equalsTheProvidersBill() throws Exception {
    demo(settings(Path.of(System.getProperty("aiops.test.supportDesk")))).run();
    Map<String, String> facts = facts();
    awaitAnswer("SELECT count() FROM runs WHERE Status IN ('ok', 'error')", "43");

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("  mail T-02: Dear Jonas"))
        .anyMatch(line -> line.startsWith("  mail T-10: Dear Elif, EUR cents 129000 of A-1006"))
        .anyMatch(line -> line.equals("  backlog: all 12 old tickets are filed"))
        .noneMatch(line -> line.contains("[otel.javaagent") || line.length() > 120);
    assertThat(facts.get("requests")).isEqualTo("71");
    assertThat(facts)
        .containsEntry("uncapped", "no approval-api is used here: AIOPS_CONTROL_URL names none")
        .containsEntry("unheld", "no approval-api is used here: AIOPS_CONTROL_URL names none")
        .containsEntry("refunds_booked", "3")
        .containsEntry("backlog_calls", "12")
        .containsEntry("backlog_accountable_calls", "11");
    String priced =
        database.ask("SELECT count(), sum(CostUsd) FROM llm_calls WHERE CostStatus = 'priced'");
    assertThat(priced.split("\t", 2)[0]).isEqualTo(facts.get("accountable_calls")).isEqualTo("56");
    assertThat(new BigDecimal(priced.split("\t", 2)[1]))
        .isEqualByComparingTo(facts.get("accountable_usd"))
        .isEqualByComparingTo("0.003380640");
    assertThat(new BigDecimal(facts.get("billed_usd")))
        .as("some calls nobody can account for")
        .isGreaterThan(new BigDecimal(facts.get("accountable_usd")));
    assertRunsAreTold(facts.getOrDefault("since", ""));
  }

  private void assertRunsAreTold(String since) {
    assertThat(
            database.ask("SELECT DISTINCT ServiceName, Team, Environment, AgentVersion FROM runs"))
        .isEqualTo("support-desk\tcustomer-care\tdemo\t1.4.0");
    assertThat(database.ask("SELECT Status, count() FROM runs GROUP BY Status ORDER BY Status"))
        .isEqualTo("error\t2\nok\t41");
    assertThat(
            database.ask(
                "SELECT Status, ModelCalls, ToolCalls, Retries, Fallbacks FROM runs WHERE Input LIKE '%three weeks late%' AND AgentName != ''"))
        .isEqualTo("ok\t4\t2\t2\t2");
    assertThat(
            database.ask(
                "SELECT CostStatus, count() FROM llm_calls WHERE CostStatus NOT IN ('priced', 'unbilled') GROUP BY CostStatus ORDER BY CostStatus"))
        .isEqualTo("estimated\t2\nunpriced\t1");
    assertThat(
            database.ask(
                "SELECT min(StartedAt) >= parseDateTime64BestEffort('" + since + "', 9) FROM runs"))
        .isEqualTo("1");
  }

  @Test
  void run_appThatFails_tellsItsLastWords() throws IOException {
    Path noApp = Files.createDirectory(folder.resolve("no-app"));
    assertThatThrownBy(() -> demo(settings(noApp)).run())
        .hasMessageContaining("the sample app failed with exit code 1")
        .hasMessageContaining("SupportDesk");
    assertThat(facts.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private Demo demo(DemoSettings settings) {
    return new Demo(settings, utf8(facts), utf8(said), Clock.systemUTC());
  }

  private DemoSettings settings(Path app) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("AIOPS_AGENT_JAR", System.getProperty("aiops.test.agent"));
    environment.put("AIOPS_DEMO_APP", app.toString());
    environment.put("AIOPS_SPOOL_DIR", folder.resolve("spool").toString());
    environment.put("AIOPS_CLICKHOUSE_URL", database.url().toString());
    environment.put("AIOPS_CLICKHOUSE_DATABASE", database.database());
    environment.put("AIOPS_CLICKHOUSE_USER", Users.INGEST);
    environment.put("AIOPS_CLICKHOUSE_PASSWORD", database.ingest().password());
    // what a user may have set for apps of their own must not change the demo
    environment.put("AIOPS_ENABLED", "false");
    environment.put("AIOPS_TEAM", "another");
    environment.put("OTEL_SERVICE_NAME", "another");
    return DemoSettings.of(environment);
  }

  private Map<String, String> facts() {
    return facts
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private void awaitAnswer(String sql, String answer) throws InterruptedException {
    long until = System.nanoTime() + ARRIVAL.toNanos();
    while (!database.ask(sql).equals(answer) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(database.ask(sql)).isEqualTo(answer);
  }

  private static PrintStream utf8(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
