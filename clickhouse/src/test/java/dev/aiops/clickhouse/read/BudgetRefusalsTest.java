/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** View {@code budget_refusals} over spans as the agent writes them. */
@ExtendWith(ClickHouseExtension.class)
class BudgetRefusalsTest {

  private final TestDatabase database;

  BudgetRefusalsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    SeedSpan.insert(
        database.ingest(),
        SeedSpan.chat("t", "1", "gpt-5", "0.1").start("2026-11-26T12:00:00"),
        refused("2", "budget_exceeded", "The call was not sent")
            .run("run-2")
            .with("gen_ai.agent.name", "support")
            .with("user.id", "ana")
            .resource("deployment.environment.name", "prod")
            .resource("aiops.team", "blue")
            .with("aiops.budget.name", "red")
            .with("aiops.budget.rule", "cap_reached")
            .with("aiops.budget.day", "2026-11-26")
            .with("aiops.budget.cap", "9007199.254740993")
            .with("aiops.budget.spent", "0.000000001")
            .with("aiops.budget.leased", "0.000000002")
            .with("aiops.budget.asked", "0.000000003"),
        refused("3", "budget_unavailable", "No word")
            .with("aiops.budget.name", "any")
            .with("aiops.budget.rule", "unavailable"),
        refused("4", "budget_unavailable", "No word at all")
            .with("aiops.budget.rule", "unavailable"),
        SeedSpan.chat("t", "5", "gpt-5", "0.1")
            .start("2026-11-26T12:00:00")
            .with("aiops.budget.would_refuse", "[\"blue\",\"green\"]")
            .attempt("aiops.attempt.number", "1")
            .event(
                "aiops.budget.would_refuse",
                "aiops.budget.name",
                "blue",
                "aiops.budget.rule",
                "dollars_per_hour",
                "aiops.budget.day",
                "2026-11-25",
                "aiops.budget.cap",
                "5.000000000",
                "aiops.budget.spent",
                "4.000000000",
                "aiops.budget.leased",
                "0.900000000",
                "aiops.budget.asked",
                "0.200000000",
                "aiops.budget.message",
                "The call was not sent, either")
            .event(
                "aiops.budget.would_refuse",
                "aiops.budget.name",
                "green",
                "aiops.budget.rule",
                "same_tool_calls"),
        SeedSpan.of("t", "6").with("aiops.budget.rule", "not on a call"));
  }

  private static SeedSpan refused(String span, String type, String message) {
    return SeedSpan.chat("t", span, "gpt-5", "0")
        .start("2026-11-26T12:00:00")
        .failed(type, message);
  }

  @Test
  void refusedCall_isARowOfWhoAndWhat() {
    assertThat(
            ask(
                "time, run, trace, span, service, environment, team, agent, user, model, mode",
                "budget = 'red'"))
        .isEqualTo(
            "2026-11-26 12:00:00.000000000\trun-2\tt\t2\tshop\tprod\tblue\tsupport\tana\tgpt-5"
                + "\tenforce");
  }

  @Test
  void refusedCall_isARowWithExactFigures() {
    assertThat(
            ask("rule, day, cap_usd, spent_usd, leased_usd, asked_usd, message", "budget = 'red'"))
        .isEqualTo(
            "cap_reached\t2026-11-26\t9007199.254740993\t0.000000001\t0.000000002\t0.000000003"
                + "\tThe call was not sent");
  }

  @Test
  void refusalWithoutFigures_hasNoneRatherThanZero() {
    assertThat(
            ask(
                "rule, day IS NULL, cap_usd IS NULL, spent_usd IS NULL, leased_usd IS NULL,"
                    + " asked_usd IS NULL",
                "budget = 'any'"))
        .isEqualTo("unavailable\t1\t1\t1\t1\t1");
  }

  @Test
  void refusalByNoKnownBudget_isARow() {
    assertThat(ask("rule, message", "budget = ''")).isEqualTo("unavailable\tNo word at all");
  }

  @Test
  void callThatTwoBudgetsWouldHaveRefused_isARowOfEach() {
    assertThat(
            ask(
                "span, rule, day, cap_usd, spent_usd, leased_usd, asked_usd, message",
                "budget = 'blue'"))
        .isEqualTo(
            "5\tdollars_per_hour\t2026-11-25\t5\t4\t0.9\t0.2\tThe call was not sent, either");
    assertThat(ask("span, rule, cap_usd IS NULL", "budget = 'green'"))
        .isEqualTo("5\tsame_tool_calls\t1");
    assertThat(ask("count()", "mode = 'observe'")).isEqualTo("2");
  }

  @Test
  void otherSpans_areNone() {
    assertThat(ask("count()", "1")).isEqualTo("5");
  }

  private String ask(String columns, String where) {
    return database.read().ask("SELECT " + columns + " FROM budget_refusals WHERE " + where);
  }
}
