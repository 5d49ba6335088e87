/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.AlertRule;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.ControlRows;
import dev.aiops.grafana.seed.Rows;
import dev.aiops.grafana.seed.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is just past a rule's bound, and what is just not, each with an agent of its own. */
@ExtendWith(ClickHouseExtension.class)
class AlertEdgesTest {

  private static final long USD = 1_000_000_000;

  private final Instant now = Instant.now();
  private final TestDatabase database;

  AlertEdgesTest(TestDatabase database) {
    this.database = database;
  }

  /** It has no day to be measured by: the floor stands for it. */
  @Test
  void spike_ofANewAgent_isMeasuredByTheFloor() {
    Rows.spans(database, List.of(call("fresh", "1", now.minusSeconds(60), "5.5")));
    Rows.spans(database, List.of(call("frugal", "1", now.minusSeconds(60), "4.9")));
    assertThat(firing("Cost spike")).contains("[\"fresh\", 5.5]").noneMatch(has("frugal"));
  }

  /** 480 USD of yesterday are 20 USD an hour; spread over a week they would be less than 3. */
  @Test
  void spike_ofAnAgentOfYesterday_isMeasuredByYesterday() {
    Instant yesterday =
        LocalDate.ofInstant(now, ZoneOffset.UTC)
            .minusDays(1)
            .atTime(12, 0)
            .toInstant(ZoneOffset.UTC);
    for (String agent : List.of("young", "wild")) {
      Rows.spans(database, List.of(call(agent, "1", yesterday, "480")));
    }
    Rows.spans(database, List.of(call("young", "2", now.minusSeconds(60), "99")));
    Rows.spans(database, List.of(call("wild", "2", now.minusSeconds(60), "120")));
    assertThat(firing("Cost spike")).contains("[\"wild\", 6]").noneMatch(has("young"));
  }

  /** The last nano of the cap may be held by a lease: nobody else gets anything then. */
  @Test
  void cap_spentAndHeldToTheLastNano_isReached() {
    ControlRows control = new ControlRows(database);
    control.append(
        now.minusSeconds(90), "policy_effective", "version", "effective", "system", policy());
    figures(control, "full", 9 * USD + 1, USD - 1);
    figures(control, "short", 9 * USD + 1, USD - 2);
    figures(control, "watched", 10 * USD, 0);
    assertThat(firing("Cap reached")).containsExactly("[\"full\", 1]");
  }

  private static String policy() {
    String budget = "{\"name\":\"%s\", \"dailyCap\":%d,\"zone\":\"UTC\", \"mode\":\"%s\"}";
    String budgets =
        String.join(
            ",",
            budget.formatted("full", 10 * USD, "ENFORCE"),
            budget.formatted("short", 10 * USD, "ENFORCE"),
            budget.formatted("nothing", 0, "ENFORCE"),
            budget.formatted("watched", 10 * USD, "OBSERVE"));
    return "{\"policy\":{\"budgets\":[" + budgets + "],\"version\":\"v\"}}";
  }

  private void figures(ControlRows control, String budget, long spent, long leased) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    control.figures(now, new ControlRows.Figures(budget, today, 10 * USD, spent, leased));
  }

  @Test
  void failure_knownOfAnOlderVersion_isNew_andThatOfTheSameIsNot() {
    failed("old-1", who("repeats", "1.0"), now.minus(Duration.ofDays(3)), "timeout");
    failed("old-2", who("repeats", "1.0"), now.minusSeconds(300), "timeout");
    failed("old-3", who("repeats", "2.0"), now.minusSeconds(300), "timeout");
    assertThat(newKinds("repeats"))
        .containsExactly("[\"timeout\", \"tool lookup\", \"repeats\", \"2.0\", 1]");
  }

  /** It is over now, however long ago it began. */
  @Test
  void failure_ofALongRun_isNewWhenItEnds() {
    Span root = root("long", who("slow", "1.0"), now.minus(Duration.ofHours(3)));
    Span ended =
        new Span(
            root.who(),
            root.run(),
            root.id(),
            root.start(),
            Duration.ofHours(3),
            "",
            root.attributes(),
            root.events());
    Rows.spans(database, List.of(ended.failed("exhausted")));
    assertThat(newKinds("slow"))
        .containsExactly("[\"exhausted\", \"the agent itself\", \"slow\", \"1.0\", 1]");
  }

  @Test
  void failure_thatTheRunGotOver_orThatABudgetRefused_isNone() {
    Span.Who who = who("sturdy", "1.0");
    Rows.spans(
        database,
        List.of(
            root("over", who, now.minusSeconds(300)),
            step("over", who, now.minusSeconds(300)).failed("timeout"),
            root("refused", who, now.minusSeconds(300)).failed("budget_exceeded"),
            step("refused", who, now.minusSeconds(300))
                .with("aiops.call.outcome", "refused")
                .failed("budget_exceeded")));
    assertThat(newKinds("sturdy")).isEmpty();
  }

  /** What is new and what stands in the panel that the alert leads to are called the same. */
  @Test
  void failure_isCalledAsThePanelCallsIt() {
    Span.Who who = who("named", "3");
    failed("n-1", who, now.minusSeconds(600), "java.net.SocketTimeoutException");
    failed("n-2", who, now.minusSeconds(500), "429");
    Rows.spans(database, List.of(root("n-3", who, now.minusSeconds(400)).failed("lost its way")));
    Look look = Look.at(now, Duration.ofHours(1)).with("agent", "named");
    Answer panel =
        new Shown(database.read(), look).ask("aiops-failures", "Failures that belong together");
    assertThat(newKinds("named"))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, panel.rows().size())
                .mapToObj(
                    row ->
                        "[\"%s\", \"%s\", \"%s\", \"%s\", 1]"
                            .formatted(
                                panel.text(row, "Error"),
                                panel.text(row, "Place"),
                                panel.text(row, "Agent"),
                                panel.text(row, "Version")))
                .toList());
  }

  /** What waited in a spool for two days is late, although it is of no recent day. */
  @Test
  void lag_ofTwoDays_isSeen() {
    Span.Who who = new Span.Who("spooled", "prod", "support", "spooled", "1");
    Rows.spans(database, List.of(root("late", who, now.minus(Duration.ofDays(2)))));
    assertThat(firing("Ingestion lag")).anyMatch(has("spooled"));
  }

  private List<String> newKinds(String agent) {
    return firing("New kind of failure").stream().filter(has("\"" + agent + "\"")).toList();
  }

  private List<String> firing(String title) {
    return AlertRule.of(title).firing(database.read());
  }

  private static Predicate<String> has(String text) {
    return row -> row.contains(text);
  }

  private void failed(String run, Span.Who who, Instant start, String error) {
    Rows.spans(
        database,
        List.of(root(run, who, start).failed(error), step(run, who, start).failed(error)));
  }

  private static Span root(String run, Span.Who who, Instant start) {
    return Span.of(who, run, "root-" + run, start, Duration.ofSeconds(20))
        .with("gen_ai.operation.name", "invoke_agent")
        .with("aiops.run.root", "true");
  }

  private static Span step(String run, Span.Who who, Instant start) {
    return Span.of(who, run, "step-" + run, start.plusSeconds(1), Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "execute_tool")
        .with("gen_ai.tool.name", "lookup");
  }

  private static Span call(String agent, String id, Instant start, String usd) {
    return Span.of(who(agent, "1"), agent + "-" + id, agent + id, start, Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.request.model", "gpt-5.1")
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", usd);
  }

  private static Span.Who who(String agent, String version) {
    return new Span.Who("edges", "prod", "support", agent, version);
  }
}
