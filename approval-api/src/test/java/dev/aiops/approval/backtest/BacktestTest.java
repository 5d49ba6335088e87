/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.policy.PolicyFile;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A history of two days in Berlin, written by hand, and what comes of it. */
@ExtendWith(ClickHouseExtension.class)
class BacktestTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static final String POLICY =
      """
      budgets:
        - name: desk
          match: {service: desk}
          daily_cap: 1.00
          zone: Europe/Berlin
          spend_guard: {same_tool_calls: 2}
        - name: watch
          match: {service: desk, agent: mail}
          daily_cap: 0.50
          zone: Europe/Berlin
          mode: observe
          unknown_price: {input_per_million: 10, output_per_million: 20}
      """;

  private final TestDatabase database;

  BacktestTest(TestDatabase database) {
    this.database = database;
  }

  /** The history keeps its dates, whatever today's is. */
  @BeforeAll
  static void keep(TestDatabase database) {
    database.execute("ALTER TABLE otel_traces REMOVE TTL");
    database.execute("ALTER TABLE message_content REMOVE TTL");
    seed(database);
  }

  /** Berlin's day begins at 23:00 UTC. Later rows come first: the order of the log is of time. */
  private static void seed(TestDatabase database) {
    Spans.insert(
        database.ingest(),
        // a service that no budget covers
        Spans.chat("2026-11-26 10:10:00", "a", "r7", "mail", "0.03").service("lab"),
        // a loop: with the third poll the run may ask no more
        Spans.chat("2026-11-26 10:03:30", "l3", "r6", "plan", "0.02"),
        Spans.tool("2026-11-26 10:03:00", "t3", "r6", "poll"),
        Spans.chat("2026-11-26 10:02:30", "l2", "r6", "plan", "0.02"),
        Spans.tool("2026-11-26 10:02:20", "t4", "r6", "poll"),
        Spans.tool("2026-11-26 10:02:10", "t5", "r6", "poll"),
        Spans.tool("2026-11-26 10:02:00", "t2", "r6", "poll"),
        Spans.chat("2026-11-26 10:01:30", "l1", "r6", "plan", "0.02"),
        Spans.tool("2026-11-26 10:01:00", "t1", "r6", "poll"),
        // cut, so charged in full: asks for 0.20, which fits, and did cost 0.01
        Spans.chat("2026-11-26 09:00:00", "9", "r5", "plan", "0.01")
            .with("aiops.budget.charge", "full")
            .with("aiops.budget.charged", "0.200000000"),
        // a model without a price
        Spans.chat("2026-11-26 08:00:00", "8", "r5", "mail", "")
            .with("aiops.cost.status", "unpriced")
            .with("aiops.cost.reason", "unknown_model"),
        // in one nanosecond: by their spans 0.70 comes first, and 0.40 does not fit
        Spans.chat("2026-11-25 23:30:00", "7", "r4", "mail", "0.40"),
        Spans.chat("2026-11-25 23:30:00", "6", "r4", "mail", "0.70"),
        // refused then, by a budget of that time
        Spans.chat("2026-11-25 12:00:00", "5", "r3", "plan", "")
            .with("aiops.call.outcome", "refused")
            .with("aiops.call.attempts", "0"),
        // the first day: 0.60 fits, 0.45 does not, 0.40 does, and then nothing
        Spans.chat("2026-11-25 11:00:00", "4", "r3", "plan", "0.000000001"),
        Spans.chat("2026-11-25 10:00:00", "3", "r2", "plan", "0.40"),
        Spans.chat("2026-11-25 09:00:00", "2", "r1", "mail", "0.45"),
        Spans.chat("2026-11-24 23:00:00", "1", "r1", "mail", "0.60"),
        // the day before
        Spans.chat("2026-11-24 22:59:59", "0", "r0", "mail", "0.90"));
    Spans.arguments(
        database.ingest(), "2026-11-26 10:01:00", "t1", "{\"a\": {\"c\": 1}, \"b\": 2}");
    Spans.arguments(database.ingest(), "2026-11-26 10:02:00", "t2", "{\"b\":2,\"a\":{\"c\":1}}");
    Spans.arguments(
        database.ingest(), "2026-11-26 10:03:00", "t3", "{ \"b\": 2, \"a\": { \"c\" :1} }");
    Spans.arguments(database.ingest(), "2026-11-26 10:02:10", "t5", "{\"other\": 1}");
  }

  private static String answer(ClickHouse at, String policy, Instant now, int days, Grouping by) {
    Policy read = PolicyFile.read("new.yaml", policy);
    return new Backtest(at, (calls, of, upTo) -> {})
        .answer(new Backtest.Question("new.yaml", read, now, days, by));
  }

  @Test
  void history_isToldAsItComesOutByHand() {
    String answer = answer(database.read(), POLICY, NOON, 2, Grouping.AGENT);
    assertThat(answer.substring(answer.indexOf('\n') + 1, answer.indexOf("What this does not")))
        .isEqualTo(
            """
            on the calls from 2026-11-24T23:00:00Z to 2026-11-26T12:00:00Z: today and the day before
            the first that is in the log began 2026-11-24T23:00:00Z

            MODEL CALLS            NUMBER                         COST
            recorded                   12  2.650000001 USD + 1 unknown
            that no budget covers       1                     0.03 USD
            that would be refused       5  0.870000001 USD + 1 unknown
            refused at the time         1                      unknown

            It would have refused 5 calls of 5 runs and saved 0.870000001 USD and the unknown cost of 1 call.

            Budget desk: 1.00 USD a day in Europe/Berlin, enforces
              covers 11 calls, is charged 1.94 USD for 6
              refuses 5 of 5 runs, which saves 0.870000001 USD + 1 unknown
                unknown_price: 1 call, unknown
                same_tool_calls: 1 call, 0.02 USD
                cap_reached: 3 calls, 0.850000001 USD
              DAY         CALLS   CHARGED  REFUSED                 SAVED  FIRST AT
              2026-11-25      4  1.00 USD        2       0.450000001 USD  10:00:00
              2026-11-26      7  0.94 USD        3  0.42 USD + 1 unknown  00:30:00
              AGENT  CALLS   CHARGED  REFUSED                 SAVED
              mail       5  1.30 USD        3  0.85 USD + 1 unknown
              plan       6  0.64 USD        2       0.020000001 USD

            Budget watch: 0.50 USD a day in Europe/Berlin, observes
              covers 5 calls, is charged 1.30 USD for 2
              marks 2 of 2 runs, which cost 1.30 USD
                cap_reached: 2 calls, 1.30 USD
              DAY         CALLS   CHARGED  MARKED  COST OF THESE  FIRST AT
              2026-11-25      2  0.60 USD       1       0.60 USD  00:00:00
              2026-11-26      3  0.70 USD       1       0.70 USD  00:30:00
              AGENT  CALLS   CHARGED  MARKED  COST OF THESE
              mail       5  1.30 USD       2       1.30 USD

            """);
  }

  @Test
  void notes_sayWhatIsNotKnown_inLinesOfATerminal() {
    String answer = answer(database.read(), POLICY, NOON, 2, Grouping.AGENT);
    assertThat(answer.lines()).allMatch(line -> line.length() <= 120);
    assertThat(answer.substring(answer.indexOf("What this does not")))
        .contains("- A refused call saves what it cost and spends nothing.")
        .contains("- 1 call refused by budgets at the time")
        .contains("- 1 call of unknown cost (1 of a model without a known price)")
        .contains("- same_tool_calls: of 5 calls of tools in runs, the arguments of 1 were not");
  }

  @Test
  void oneDay_isTodayInTheZone() {
    String policy = "budgets: [{name: all, daily_cap: 0.72, zone: Europe/Berlin}]";
    assertThat(answer(database.read(), policy, NOON, 1, Grouping.MODEL))
        .contains("to 2026-11-26T12:00:00Z: today\n")
        .contains("unknown_price: 1 call, unknown\n    cap_reached: 5 calls, 0.48 USD\n")
        .contains("  MODEL  CALLS   CHARGED  REFUSED                 SAVED\n  gpt-5");
  }

  @Test
  void costThatTheSenderDidNotKnow_isTheOneOfTheLog() {
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    Spans.insert(
        database.ingest(),
        foreign("2026-11-20 09:00:00", "p", "gpt-4o"),
        foreign("2026-11-20 10:00:00", "q", "no-such-model"),
        Spans.chat("2026-11-20 11:00:00", "s", "r9", "mail", "")
            .with("aiops.cost.status", "unpriced")
            .with("aiops.cost.reason", "no_usage"));
    String cost = database.ask("SELECT CostUsd FROM llm_calls WHERE SpanId = 'p'");
    assertThat(
            answer(database.read(), "budgets: [{name: all, daily_cap: 9}]", now, 1, Grouping.AGENT))
        .contains(
            "covers 3 calls, is charged " + cost + " USD + 1 unknown for 2\n  refuses 1 of 1 run,")
        .contains("unknown_price: 1 call, unknown\n");
  }

  private static Spans foreign(String time, String id, String model) {
    return Spans.chat(time, id, "r9", "mail", "")
        .scope("their.sdk")
        .with("gen_ai.request.model", model)
        .with("gen_ai.usage.input_tokens", "1000")
        .with("gen_ai.usage.output_tokens", "500");
  }

  @Test
  void noCalls_nothingIsSaid() {
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    assertThat(answer(database.read(), POLICY, now, 3, Grouping.AGENT))
        .endsWith("No model call was recorded in that time: nothing can be said.\n");
  }

  @Test
  void loops_moreThanMemoryIsThereFor_areSaidToBeLeftOut() {
    int tools = 3 * (RecordedToolUses.MOST + 5);
    String rows =
        "toDateTime64('2026-11-10 09:00:00', 9, 'UTC') + toIntervalMillisecond(number), 'loops',"
            + " toString(number), ";
    database
        .ingest()
        .execute(
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanAttributes) SELECT "
                + rows
                + "map('gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 'poll',"
                + " 'aiops.run.id', toString(number % "
                + tools / 3
                + ")) FROM numbers("
                + tools
                + ")");
    database
        .ingest()
        .execute(
            "INSERT INTO message_content (Timestamp, TraceId, SpanId, Part, Content) SELECT "
                + rows
                + "'tool.arguments', '{}' FROM numbers("
                + tools
                + ")");
    Spans.insert(
        database.ingest(),
        Spans.chat("2026-11-10 10:00:00", "first", "0", "mail", "0.01"),
        Spans.chat("2026-11-10 10:00:01", "last", "" + (tools / 3 - 1), "mail", "0.01"));
    Instant now = Instant.parse("2026-11-10T12:00:00Z");
    assertThat(answer(database.read(), POLICY, now, 1, Grouping.AGENT))
        .contains("same_tool_calls: 1 call, 0.01 USD")
        .contains("- More than 20000 repeats of a tool in a day: those beyond are left out.");
  }

  @Test
  void argumentsThatTheUserMayNotRead_areARefusalWithTheRemedy() {
    assertThatThrownBy(() -> answer(database.control(), POLICY, NOON, 2, Grouping.AGENT))
        .isInstanceOf(LogUnreadableException.class)
        .hasMessageContaining("run it as aiops_read");
    assertThat(
            answer(
                database.control(),
                "budgets: [{name: all, daily_cap: 9}]",
                NOON,
                2,
                Grouping.AGENT))
        .contains("It would have refused 1 call of 1 run");
  }
}
