/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.BillScenarios.Case;
import dev.aiops.demo.e2e.BillScenarios.Charge;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a provider says it used: the budget is charged no less than what it bills. */
@ExtendWith(ClickHouseExtension.class)
class BillsEndToEndIT {

  private static final String POLICY =
      """
      budgets:
        - name: all
          daily_cap: 1000000
          raised_by: [finance]
      """;

  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();

  private static Map<String, Row> calls;
  private static Log log;
  private static long spent;
  private static long boundExceeded;

  @BeforeAll
  static void call(TestDatabase database, @TempDir Path folder) {
    log = new Log(database);
    Agent agent =
        Agent.writingTo(database, folder.resolve("spool"))
            .pricing(PROVIDER)
            .with("aiops.export", "all");
    List<Command> commands = BillScenarios.all().map(Case::command).toList();
    try (ControlPlane control = ControlPlane.start(database, folder.resolve("control"), POLICY);
        ScenarioJvm app =
            ScenarioJvm.under(control.governing(agent, folder.resolve("budgets")), PROVIDER)) {
      app.run(commands);
      app.finish();
      Await.until("the lease is closed", () -> control.nanoUsd("all", "leased") == 0);
      spent = control.nanoUsd("all", "spent");
      boundExceeded = control.standing("all").get("bound_exceeded").asLong();
    }
    Await.until("all is billed", () -> PROVIDER.ledger().calls().size() >= commands.size());
    Await.until(
        "all is sent", () -> log.number("SELECT count() FROM llm_calls") >= commands.size());
    calls =
        log
            .rows(
                "SELECT TraceId, SpanAttributes FROM otel_traces"
                    + " WHERE SpanAttributes['aiops.call.outcome'] != ''")
            .stream()
            .collect(Collectors.toMap(row -> row.text("TraceId"), Function.identity()));
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  static Stream<Case> all() {
    return BillScenarios.all();
  }

  private static List<BilledCall> requests(Case c) {
    List<BilledCall> requests = PROVIDER.ledger().tagged(c.tag());
    assertThat(requests).as("requests of " + c).isNotEmpty();
    return requests;
  }

  private static long billed(Case c) {
    return requests(c).stream().mapToLong(BilledCall::nanoUsd).sum();
  }

  private static Row span(Case c) {
    return calls.get(Ledger.traceId(requests(c).get(0)));
  }

  private static long charged(Row span) {
    return new BigDecimal(span.attribute("aiops.budget.charged"))
        .movePointRight(9)
        .longValueExact();
  }

  @ParameterizedTest
  @MethodSource("all")
  void call_isNeverChargedLessThanItIsBilled(Case c) {
    Row span = span(c);
    String charge = c.way().charge().name().toLowerCase(Locale.ROOT);
    assertThat(span.attribute("aiops.budget.charge")).as("%s", span).isEqualTo(charge);
    assertThat(charged(span)).isGreaterThanOrEqualTo(billed(c));
  }

  @ParameterizedTest
  @MethodSource("all")
  void call_whoseUsageIsToldAndCredible_isChargedExactly(Case c) {
    if (c.way().charge() == Charge.FULL) {
      assertThat(charged(span(c))).as("more than what is written").isGreaterThan(billed(c));
    } else {
      assertThat(charged(span(c))).isEqualTo(billed(c));
    }
  }

  @Test
  void cuts_goOnUntilOnlyTheEndOfTheStreamIsLacking() {
    assertThat(BillScenarios.cutBeforeTheLastChunk())
        .hasSize(3)
        .allSatisfy(
            c ->
                assertThat(requests(c))
                    .allSatisfy(call -> assertThat(call.usageReported()).isTrue()));
  }

  @Test
  void callsThatCostMoreThanTheirBound_areCounted() {
    assertThat(boundExceeded).isEqualTo(all().filter(c -> c.way().name().equals("huge")).count());
  }

  @Test
  void ledger_hasTheSumOfTheCharges_andNotLessThanTheBill() {
    assertThat(spent).isEqualTo(calls.values().stream().mapToLong(BillsEndToEndIT::charged).sum());
    assertThat(spent).isGreaterThanOrEqualTo(PROVIDER.ledger().nanoUsd(call -> true));
  }

  @Test
  void log_hasNoSpanOfTheAgentsOwnRequests() {
    List<Row> strange =
        log.rows(
            "SELECT DISTINCT SpanName, SpanAttributes['url.full'] AS url FROM otel_traces"
                + " WHERE SpanAttributes['url.full'] != '' AND NOT startsWith(url, '"
                + PROVIDER.root()
                + "')");
    assertThat(strange).isEmpty();
  }
}
