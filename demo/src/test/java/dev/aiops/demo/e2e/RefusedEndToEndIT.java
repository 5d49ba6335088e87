/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.ProviderSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to call a model under a budget that has nothing left for it: the app gets the refusal,
 * the provider not a byte, the log who refused what.
 */
@ExtendWith(ClickHouseExtension.class)
class RefusedEndToEndIT {

  private static final String POLICY =
      """
      budgets:
        - name: tiny
          daily_cap: 0.00000001
          raised_by: [finance]
      """;

  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();

  private static Map<String, Outcome> outcomes;
  private static Log log;

  @BeforeAll
  static void call(TestDatabase database, @TempDir Path folder) {
    log = new Log(database);
    Agent agent =
        Agent.writingTo(database, folder.resolve("spool"))
            .pricing(PROVIDER)
            .with("aiops.runs.methods", "dev.aiops.demo.e2e.app.NamedRun[answer]");
    try (ControlPlane control = ControlPlane.start(database, folder.resolve("control"), POLICY);
        ScenarioJvm app =
            ScenarioJvm.under(control.governing(agent, folder.resolve("budgets")), PROVIDER)) {
      List<Command> commands =
          flavours().map(HookScenarios::command).map(command -> command.retries(2)).toList();
      outcomes = app.run(commands);
      app.finish();
    }
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  static Stream<String> flavours() {
    return HookScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void app_getsTheRefusalWithItsNumbers(String flavour) {
    Outcome outcome = outcomes.get(flavour);
    assertThat(outcome.ok()).as(outcome.text()).isFalse();
    if (flavour.startsWith("agentic.")) { // its library wraps what an agent throws
      assertThat(outcome.text()).contains("AgentInvocationException");
      return;
    }
    assertThat(outcome.text())
        .contains("BudgetExceededException")
        .contains("The call was not sent: it can cost up to ")
        .contains("the budget tiny has a cap of 0.00000001 USD")
        .contains("role finance can raise the cap");
  }

  @Test
  void provider_getsNotAByte() {
    assertThat(PROVIDER.ledger().calls()).isEmpty();
  }

  @Test
  void log_hasARefusedCallForEach() {
    List<Row> refused =
        log.rows(
            """
            SELECT SpanAttributes['error.type'] AS error, SpanAttributes['aiops.budget.name'] AS budget,
              SpanAttributes['aiops.budget.rule'] AS rule, SpanAttributes['aiops.budget.cap'] AS cap,
              SpanAttributes['aiops.call.attempts'] AS attempts
            FROM otel_traces WHERE SpanAttributes['aiops.call.outcome'] = 'refused'
            """);
    assertThat(refused).hasSizeGreaterThanOrEqualTo(outcomes.size());
    assertThat(refused)
        .allSatisfy(
            row -> {
              assertThat(row.text("error")).isEqualTo("budget_exceeded");
              assertThat(row.text("budget")).isEqualTo("tiny");
              assertThat(row.text("rule")).isEqualTo("cap_reached");
              assertThat(row.text("cap")).isEqualTo("0.000000010");
            });
  }

  @Test
  void runs_areFailedByTheBudget() {
    List<Row> runs = log.rows("SELECT Status, ErrorType FROM runs");
    assertThat(runs).isNotEmpty();
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.text("Status")).isEqualTo("error");
              assertThat(run.text("ErrorType")).isEqualTo("budget_exceeded");
            });
  }
}
