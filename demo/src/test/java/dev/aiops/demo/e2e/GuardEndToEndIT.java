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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What budgets bound besides their day, by real agents, a real control plane and a provider that
 * counts: an hour of a process, a tool that is repeated, the dearest call. Each refusal, and each
 * that an observing budget would have been, is a row.
 */
@ExtendWith(ClickHouseExtension.class)
class GuardEndToEndIT {

  private static final String POLICY =
      """
      budgets:
        - {name: loop, match: {model: gpt-4o-mini}, daily_cap: 10.00, spend_guard: {same_tool_calls: 2}}
        - {name: hour, match: {model: gpt-4.1}, daily_cap: 10.00, spend_guard: {dollars_per_hour: 0.50}}
        - {name: dear, match: {model: gpt-5-mini}, daily_cap: 10.00, max_lease: 0.0001}
        - {name: watch-loop, match: {model: gpt-4o}, daily_cap: 10.00, mode: observe, spend_guard: {same_tool_calls: 2}}
        - {name: watch-hour, match: {model: gpt-4o}, daily_cap: 10.00, mode: observe, spend_guard: {dollars_per_hour: 0.01}}
        - {name: watch-cap, match: {model: gpt-4o}, daily_cap: 0.01, mode: observe}
      """;

  private static final String ROUND = "@call lookup {\"id\": \"a\"}\n@then\n";

  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();

  private static final Map<String, Outcome> OUTCOMES = new LinkedHashMap<>();
  private static Log log;

  @BeforeAll
  static void call(TestDatabase database, @TempDir Path folder) {
    log = new Log(database);
    Agent agent =
        Agent.writingTo(database, folder.resolve("spool"))
            .pricing(PROVIDER)
            .named("guarded")
            .with("aiops.team", "blue")
            .with("aiops.environment", "e2e");
    try (ControlPlane control = ControlPlane.start(database, folder.resolve("control"), POLICY)) {
      Agent governed = control.governing(agent, folder.resolve("budgets"));
      run(governed, commands().toList());
      run(governed, List.of(spends("hour-other-process")));
    }
  }

  /** One after the other: the second of two calls meets what the first has spent. */
  private static void run(Agent agent, List<Command> commands) {
    try (ScenarioJvm app = ScenarioJvm.under(agent, PROVIDER)) {
      commands.forEach(command -> OUTCOMES.put(command.tag(), app.run(command)));
      app.finish();
    }
  }

  private static Stream<Command> commands() {
    return Stream.of(
        circles("agent.sync", "gpt-4o-mini"),
        circles("agent.official", "gpt-4o-mini"),
        circles("agent.stream", "gpt-4o-mini"),
        Command.of("agent.sync", "straight").message(ROUND + ROUND + "@say done"),
        spends("hour-first"),
        spends("hour-second"),
        Command.of("lc4j.chat", "dear").model("gpt-5-mini"),
        Command.of("agent.sync", "watched").model("gpt-4o").message(ROUND.repeat(3) + "@say done"));
  }

  private static Command circles(String flavour, String model) {
    return Command.of(flavour, flavour).model(model).message(ROUND.repeat(5) + "@say never");
  }

  /** 0.242 USD, of 0.27 that it could have been. */
  private static Command spends(String tag) {
    return Command.of("openai.chat.sync", tag).model("gpt-4.1").sim("usage=1000/0/30000/0");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent.sync", "agent.official", "agent.stream"})
  void runThatGoesInCircles_isRefusedItsNextCall(String flavour) {
    Outcome outcome = OUTCOMES.get(flavour);
    assertThat(outcome.ok()).as(outcome.text()).isFalse();
    assertThat(outcome.text())
        .contains("BudgetExceededException")
        .contains("its run has called the tool lookup 3 times with the same arguments")
        .contains("the budget loop allows 2");
    assertThat(PROVIDER.ledger().tagged(flavour)).as("three rounds, and no fourth").hasSize(3);
  }

  @Test
  void runThatRepeatsAsOftenAsItMay_goesOn() {
    assertThat(OUTCOMES.get("straight").text()).isEqualTo("done");
  }

  @Test
  void processThatHasSpentItsHour_isRefused_andAnotherIsNot() {
    assertThat(OUTCOMES.get("hour-first").ok()).isTrue();
    assertThat(OUTCOMES.get("hour-second").text())
        .contains("BudgetExceededException")
        .contains("the budget hour lets a process spend 0.50 USD in an hour")
        .contains("of which this one has spent 0.242 and calls under way hold 0.00");
    assertThat(PROVIDER.ledger().tagged("hour-second")).isEmpty();
    assertThat(OUTCOMES.get("hour-other-process").ok()).isTrue();
  }

  @Test
  void callAboveTheDearest_isRefused() {
    assertThat(OUTCOMES.get("dear").text())
        .contains("BudgetExceededException")
        .contains("the budget dear admits no call above 0.0001 USD");
    assertThat(PROVIDER.ledger().tagged("dear")).isEmpty();
  }

  @Test
  void observed_isSentAndCounted() {
    assertThat(OUTCOMES.get("watched").text()).isEqualTo("done");
    assertThat(PROVIDER.ledger().tagged("watched")).hasSize(4);
    assertThat(
            log.text(
                "SELECT budget, rule, count(), countIf(cap_usd IS NULL), any(message) != '' FROM"
                    + " budget_refusals WHERE mode = 'observe' GROUP BY budget, rule ORDER BY"
                    + " budget"))
        .isEqualTo(
            """
            watch-cap\tcap_reached\t4\t0\t1
            watch-hour\tdollars_per_hour\t4\t0\t1
            watch-loop\tsame_tool_calls\t1\t1\t1""");
  }

  @Test
  void refused_isARowOfWhoAskedAndWhatStoodInTheWay() {
    assertThat(
            log.text(
                "SELECT budget, rule, count() FROM budget_refusals WHERE mode = 'enforce' AND"
                    + " service = 'guarded' AND team = 'blue' AND environment = 'e2e' AND run != ''"
                    + " AND asked_usd > 0 AND day IS NOT NULL AND message != '' GROUP BY budget,"
                    + " rule ORDER BY budget"))
        .isEqualTo(
            """
            hour\tdollars_per_hour\t1
            loop\tsame_tool_calls\t3""");
    assertThat(
            log.text(
                "SELECT agent, model, rule, day, cap_usd FROM budget_refusals WHERE budget = 'dear'"))
        .as("this process holds none of it, so that it knows no day")
        .isEqualTo("\tgpt-5-mini\tabove_max_lease\t\\N\t\\N");
    assertThat(
            log.text(
                "SELECT model, cap_usd, spent_usd, leased_usd FROM budget_refusals WHERE budget ="
                    + " 'hour'"))
        .isEqualTo("gpt-4.1\t0.5\t0.242\t0");
  }

  @Test
  void runs_areFailedByTheBudget() {
    List<Row> runs =
        log.rows(
            "SELECT Status, ErrorType FROM runs WHERE RunId IN (SELECT run FROM budget_refusals"
                + " WHERE mode = 'enforce')");
    assertThat(runs).hasSize(5);
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.text("Status")).isEqualTo("error");
              assertThat(run.text("ErrorType")).isEqualTo("budget_exceeded");
            });
  }
}
