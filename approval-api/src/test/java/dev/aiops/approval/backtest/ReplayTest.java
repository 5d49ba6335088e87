/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.policy.PolicyFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a policy does with calls, and what is told of it. */
class ReplayTest {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private static Findings replay(String policy, Recorded... calls) {
    Replay replay = new Replay(PolicyFile.read("policy", policy), LONG_AGO, Grouping.AGENT);
    Stream.of(calls).map(Recorded::call).forEach(replay::take);
    return replay.findings();
  }

  private static Recorded at(String time) {
    return Recorded.at("2026-11-26T" + time + "Z");
  }

  private static String usd(Sum sum) {
    return sum.calls() + " calls, " + Text.usd(sum);
  }

  private static BudgetFindings only(Findings findings) {
    assertThat(findings.budgets()).hasSize(1);
    return findings.budgets().get(0);
  }

  @Test
  void cap_crossed_refusesWhatDoesNotFitAndAdmitsWhatDoes() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1}]",
            at("10:00:00").cost("0.60").run("a"),
            at("11:00:00").cost("0.500000001").run("b"),
            at("12:00:00").cost("0.40").run("c"),
            at("13:00:00").cost("0.000000001").run("b"));
    assertThat(usd(found.recorded())).isEqualTo("4 calls, 1.500000002 USD");
    assertThat(usd(found.refused())).isEqualTo("2 calls, 0.500000002 USD");
    assertThat(usd(only(found).all().spent())).isEqualTo("2 calls, 1.00 USD");
    assertThat(only(found).rules()).containsOnlyKeys(Rule.CAP_REACHED);
    assertThat(only(found).all().first()).isEqualTo("2026-11-26T11:00:00Z");
    assertThat(found.runs().count()).as("both of run b").isEqualTo(1);
  }

  @Test
  void midnight_isTheZones_alsoWhereTheClockChanges() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1, zone: Europe/Berlin}]",
            Recorded.at("2026-10-24T21:59:59.999999999Z").cost("1"),
            Recorded.at("2026-10-24T22:00:00Z").cost("1"),
            Recorded.at("2026-10-25T22:59:59.999999999Z").cost("1"),
            Recorded.at("2026-10-25T23:00:00Z").cost("1"));
    assertThat(only(found).days().keySet())
        .extracting(LocalDate::toString)
        .containsExactly("2026-10-24", "2026-10-25", "2026-10-26");
    assertThat(only(found).days().values())
        .extracting(part -> part.spent().calls() + " sent, " + part.refused().calls() + " refused")
        .as("the day of 25 hours")
        .containsExactly("1 sent, 0 refused", "1 sent, 1 refused", "1 sent, 0 refused");
  }

  @Test
  void twoBudgets_bothMustAgree_andARefusedCallSpendsInNeither() {
    Findings found =
        replay(
            """
            budgets:
              - {name: all, daily_cap: 1}
              - {name: helpers, daily_cap: 0.5, match: {agent: help*}}
            """,
            at("10:00:00").cost("0.40"),
            at("11:00:00").cost("0.20"),
            at("12:00:00").cost("0.60").agent("other"),
            at("13:00:00").cost("0.60").agent("other"),
            at("14:00:00").cost("0.60"));
    BudgetFindings all = found.budgets().get(0);
    BudgetFindings helpers = found.budgets().get(1);
    assertThat(usd(helpers.all().refused())).as("the second only").isEqualTo("1 calls, 0.20 USD");
    assertThat(usd(all.all().refused()))
        .as("the fifth is named by the first in the file that minds")
        .isEqualTo("2 calls, 1.20 USD");
    assertThat(usd(all.all().spent())).isEqualTo("2 calls, 1.00 USD");
    assertThat(usd(helpers.all().spent())).isEqualTo("1 calls, 0.40 USD");
    assertThat(usd(found.refused())).isEqualTo("3 calls, 1.40 USD");
  }

  @Test
  void observing_marksAndSends_andSpendsOn() {
    Findings found =
        replay(
            "budgets: [{name: watch, daily_cap: 1, mode: observe}]",
            at("10:00:00").cost("0.90"),
            at("11:00:00").cost("0.20"),
            at("12:00:00").cost("0.05"));
    assertThat(found.refused().calls()).isZero();
    assertThat(found.runs().count()).isZero();
    assertThat(usd(only(found).all().spent())).isEqualTo("3 calls, 1.15 USD");
    assertThat(usd(only(found).all().refused())).isEqualTo("2 calls, 0.25 USD");
    assertThat(found.runs().count(only(found).budget())).isEqualTo(1);
  }

  @Test
  void observing_isNotAskedOfWhatAnotherRefuses() {
    Findings found =
        replay(
            """
            budgets:
              - {name: watch, daily_cap: 0.1, mode: observe}
              - {name: all, daily_cap: 0.1}
            """,
            at("10:00:00").cost("0.20"));
    assertThat(found.budgets().get(0).all().refused().calls()).isZero();
    assertThat(usd(found.budgets().get(1).all().refused())).isEqualTo("1 calls, 0.20 USD");
  }

  @Test
  void unknownPrice_isRefusedByDefault_andWhatThatSavesIsUnknown() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1}]",
            at("10:00:00").unknownPrice().tokens(1_000, 10));
    assertThat(only(found).rules()).containsOnlyKeys(Rule.UNKNOWN_PRICE);
    assertThat(usd(found.refused())).isEqualTo("1 calls, unknown");
    assertThat(found.unpricedCalls()).isEqualTo(1);
  }

  @Test
  void unknownPrice_isChargedTheDearestCeiling_roundedUp() {
    Findings found =
        replay(
            """
            budgets:
              - name: one
                daily_cap: 1
                unknown_price: {input_per_million: 30, output_per_million: 1}
              - name: other
                daily_cap: 1
                unknown_price: {input_per_million: 1, output_per_million: 0.333333333}
            """,
            at("10:00:00").unknownPrice().tokens(1, 1));
    assertThat(usd(found.budgets().get(1).all().spent()))
        .as("30 + 1 dollars for a million each")
        .isEqualTo("1 calls, 0.000031 USD");
    assertThat(
            usd(
                only(replay(
                        "budgets: [{name: all, daily_cap: 1, unknown_price:"
                            + " {input_per_million: 0.001, output_per_million:"
                            + " 0.001000001}}]",
                        at("10:00:00").unknownPrice().tokens(3, 1)))
                    .all()
                    .spent()))
        .as("3 nano-dollars and one that is begun: 1.000001")
        .isEqualTo("1 calls, 0.000000005 USD");
  }

  @Test
  void unknownPrice_whereOneBudgetHasNoCeiling_isRefusedByThatOne() {
    Findings found =
        replay(
            """
            budgets:
              - name: ceiling
                daily_cap: 1
                unknown_price: {input_per_million: 30, output_per_million: 1}
              - {name: strict, daily_cap: 1}
            """,
            at("10:00:00").unknownPrice().tokens(1, 1));
    assertThat(found.budgets().get(0).all().refused().calls()).isZero();
    assertThat(found.budgets().get(1).all().refused().calls()).isEqualTo(1);
  }

  @Test
  void unknownPrice_whereAllObserve_isMarkedAndSent() {
    Findings found =
        replay(
            "budgets: [{name: watch, daily_cap: 1, mode: observe}]",
            at("10:00:00").unknownPrice().tokens(1, 1));
    assertThat(only(found).rules()).containsOnlyKeys(Rule.UNKNOWN_PRICE);
    assertThat(usd(only(found).all().spent())).isEqualTo("1 calls, unknown");
    assertThat(found.refused().calls()).isZero();
  }

  @Test
  void unknownCost_passesWhileAnythingIsLeft_andIsNeverZero() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1}]",
            at("10:00:00"),
            at("11:00:00").cost("1"),
            at("12:00:00"));
    assertThat(usd(only(found).all().spent())).isEqualTo("2 calls, 1.00 USD + 1 unknown");
    assertThat(usd(found.refused())).isEqualTo("1 calls, unknown");
  }

  @Test
  void chargedInFull_asksForAndSpendsWhatWasSetAside_andSavesWhatItCost() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1}]",
            at("10:00:00").cost("0.10").setAside("0.80"),
            at("11:00:00").cost("0.10").setAside("0.30"),
            at("12:00:00").unbilled().setAside("0.20"),
            at("13:00:00").unbilled());
    assertThat(usd(only(found).all().spent())).isEqualTo("2 calls, 1.00 USD");
    assertThat(usd(found.refused()))
        .as("the second, and the last: what it would have set aside is above nothing")
        .isEqualTo("2 calls, 0.10 USD");
  }

  @Test
  void maxLease_isTheDearestCall() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1, max_lease: 0.10}]",
            at("10:00:00").cost("0.10"),
            at("11:00:00").cost("0.100000001"));
    assertThat(only(found).rules()).containsOnlyKeys(Rule.ABOVE_MAX_LEASE);
    assertThat(usd(found.refused())).isEqualTo("1 calls, 0.100000001 USD");
  }

  @Test
  void dollarsPerHour_isOfEachProcess_andSlidesByTheMinute() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 9, spend_guard: {dollars_per_hour: 1}}]",
            at("10:00:30").cost("0.70"),
            at("10:30:00").cost("0.30"),
            at("10:31:00").cost("0.70").process("desk/2"),
            at("11:00:59").cost("0.70").run("b"),
            at("11:01:00").cost("0.70").run("c"));
    assertThat(only(found).rules()).containsOnlyKeys(Rule.DOLLARS_PER_HOUR);
    assertThat(only(found).all().first()).isEqualTo("2026-11-26T11:00:59Z");
    assertThat(usd(found.refused())).isEqualTo("1 calls, 0.70 USD");
  }

  @Test
  void dollarsPerHour_ofAnObservingBudget_leavesOutWhatItMarked() {
    Findings found =
        replay(
            "budgets: [{name: w, daily_cap: 9, mode: observe, spend_guard: {dollars_per_hour: 1}}]",
            at("10:00:00").cost("0.90"),
            at("10:01:00").cost("0.20"),
            at("10:02:00").cost("0.10"));
    assertThat(usd(only(found).all().refused())).isEqualTo("1 calls, 0.20 USD");
    assertThat(usd(only(found).all().spent())).isEqualTo("3 calls, 1.20 USD");
  }

  @Test
  void sameToolCalls_refusesWhatTheRunAsksAfterTheLastThatIsAllowed() {
    Replay replay =
        new Replay(
            PolicyFile.read(
                "policy",
                "budgets: [{name: all, daily_cap: 9, spend_guard: {same_tool_calls: 3}}]"),
            LONG_AGO,
            Grouping.AGENT);
    replay.take(at("10:00:00").cost("0.10").run("loop").call());
    replay.take(new ToolUse(Instant.parse("2026-11-26T10:00:01Z"), "loop", 3));
    replay.take(at("10:00:02").cost("0.20").run("loop").call());
    replay.take(new ToolUse(Instant.parse("2026-11-26T10:00:03Z"), "loop", 4));
    replay.take(at("10:00:03").cost("0.30").run("loop").call());
    replay.take(at("10:00:04").cost("0.40").run("other").call());
    replay.take(at("10:00:05").cost("0").run("loop").call());
    Findings found = replay.findings();
    assertThat(only(found).rules()).containsOnlyKeys(Rule.SAME_TOOL_CALLS);
    assertThat(usd(found.refused())).as("not what is free").isEqualTo("1 calls, 0.30 USD");
    assertThat(found.runs().count()).isEqualTo(1);
  }

  @Test
  void sameInstant_isDecidedInTheOrderOfTheLog() {
    Recorded cheap = at("10:00:00").cost("0.40");
    Recorded dear = at("10:00:00").cost("0.70");
    String policy = "budgets: [{name: all, daily_cap: 1}]";
    assertThat(usd(replay(policy, cheap, dear).refused())).isEqualTo("1 calls, 0.70 USD");
    assertThat(usd(replay(policy, dear, cheap).refused())).isEqualTo("1 calls, 0.40 USD");
  }

  @Test
  void outOfOrder_isAnError() {
    assertThatThrownBy(() -> replay("budgets: []", at("11:00:00"), at("10:00:00")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order of time");
  }

  @Test
  void refusedThen_isCountedApartAndNotReplayed() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1}]",
            at("10:00:00").status(Bill.Status.REFUSED),
            at("11:00:00").cost("1"));
    assertThat(found.refusedThenCalls()).isEqualTo(1);
    assertThat(usd(found.recorded())).isEqualTo("1 calls, 1.00 USD");
    assertThat(only(found).all().covered().calls()).isEqualTo(1);
  }

  @Test
  void uncovered_isCountedAndNeverRefused() {
    Findings found =
        replay(
            "budgets: [{name: mini, daily_cap: 1, match: {model: '*-mini'}}]",
            at("10:00:00").cost("7"),
            at("11:00:00").cost("1").model("gpt-5-mini"));
    assertThat(usd(found.uncovered())).isEqualTo("1 calls, 7.00 USD");
    assertThat(found.refused().calls()).isZero();
  }

  @Test
  void callsBeforeTheTime_haveSpent_andAreNotTold() {
    Replay replay =
        new Replay(
            PolicyFile.read("policy", "budgets: [{name: all, daily_cap: 1}]"),
            Instant.parse("2026-11-26T11:00:00Z"),
            Grouping.AGENT);
    List.of(at("10:00:00").cost("0.90"), at("11:00:00").cost("0.20"), at("12:00:00").cost("0.10"))
        .forEach(each -> replay.take(each.call()));
    assertThat(usd(replay.findings().recorded())).isEqualTo("2 calls, 0.30 USD");
    assertThat(usd(replay.findings().refused())).isEqualTo("1 calls, 0.20 USD");
  }

  @Test
  void groups_areThoseWithMostRefusedFirst() {
    Findings found =
        replay(
            "budgets: [{name: all, daily_cap: 1}]",
            at("10:00:00").cost("1").agent("early"),
            at("11:00:00").cost("0.10").agent("b"),
            at("12:00:00").cost("0.20").agent("a"),
            at("13:00:00").cost("0.10").agent("b"));
    assertThat(only(found).groups().top(2))
        .extracting(group -> group.name() + " " + usd(group.part().refused()))
        .containsExactly("b 2 calls, 0.20 USD", "a 1 calls, 0.20 USD");
  }
}
