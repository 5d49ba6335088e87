/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to one run and what does not, across threads, traces, services and kills. */
@ExtendWith(ClickHouseExtension.class)
class RunsEndToEndIT {

  private static final Duration LOST = Duration.ofSeconds(100);
  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();

  private static KilledApp killed;
  private static Services services;
  private static Log log;

  /** The app that dies comes first: a run counts as lost only after a minute of silence. */
  @BeforeAll
  static void work(TestDatabase database, @TempDir Path folder)
      throws IOException, InterruptedException {
    log = new Log(database);
    Agent agent =
        Agent.writingTo(database, folder.resolve("spool"))
            .pricing(PROVIDER)
            .with("aiops.user", "batch")
            .with("aiops.team", "desk-team")
            .with("aiops.environment", "e2e")
            .with("aiops.agent.version", "7.1")
            .with("aiops.capture.messages", "true")
            .with("aiops.capture.tool-arguments", "true")
            .with("aiops.export", "all")
            .with("aiops.runs.methods", "dev.aiops.demo.e2e.app.NamedRun[answer]");
    killed = KilledApp.kill(log, database.url(), agent.named("killed"), PROVIDER);
    services = Services.work(agent, PROVIDER, log);
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  private static Row runOf(String tag) {
    return services.runOf(tag);
  }

  private static String answer(String tag) {
    return services.answer(tag);
  }

  static Stream<String> parallel() {
    return RunScenarios.PARALLEL.stream().map(Command::tag);
  }

  @ParameterizedTest
  @MethodSource("parallel")
  void parallelRuns_neverMix(String tag) {
    assertThat(answer(tag)).isEqualTo("done " + tag);
    Row run = runOf(tag);
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.text("Input")).startsWith("for " + tag + "\n");
    assertThat(run.text("Output")).isEqualTo("done " + tag);
    assertThat(run.number("ModelCalls")).isEqualTo(3);
    assertThat(run.number("ToolCalls")).isEqualTo(3);
    // the agent, and to each model call its HTTP request
    assertThat(run.number("Spans")).isEqualTo(1 + 3 * 2 + 3);
    long billed = PROVIDER.ledger().tagged(tag).stream().mapToLong(BilledCall::nanoUsd).sum();
    assertThat(run.nanoUsd("CostUsd")).isEqualTo(billed);
  }

  @Test
  void parallelRuns_sayNothingOfEachOther() {
    List<Row> said =
        log.rows(
            "SELECT RunId, count() AS Texts, uniqExact(Part) AS Parts,"
                + " arraySort(groupUniqArrayArray(extractAll(Content, 'par-\\\\d\\\\d'))) AS Tags"
                + " FROM message_content WHERE Content LIKE '%par-%' GROUP BY RunId");
    assertThat(said).hasSameSizeAs(RunScenarios.PARALLEL);
    assertThat(said)
        .allSatisfy(
            run -> {
              assertThat(run.texts("Tags")).hasSize(1);
              assertThat(run.text("RunId"))
                  .isEqualTo(services.runIds(run.texts("Tags").get(0)).get(0));
              // three questions and the last answer; argument and result of each tool; two tool
              // calls
              assertThat(run.number("Texts")).isEqualTo(3 + 3 + 3 * 2);
              assertThat(run.number("Parts")).isEqualTo(4);
            });
  }

  @Test
  void twoRunsInOneTrace_stayApart() {
    assertThat(answer("twice")).isEqualTo("both of twice 1|both of twice 2");
    List<String> runs = services.runIds("twice");
    assertThat(runs).hasSize(2);
    assertThat(runs)
        .allSatisfy(
            id -> {
              Row run = services.run(id);
              assertThat(run.text("TraceId")).isEqualTo(Services.TRACE);
              assertThat(run.text("Status")).isEqualTo("ok");
              assertThat(run.number("ModelCalls")).isEqualTo(1);
              assertThat(run.number("Spans")).isEqualTo(3);
            });
    assertThat(services.run(runs.get(0)).text("Output")).isEqualTo("both of twice 1");
    assertThat(services.run(runs.get(1)).text("Output")).isEqualTo("both of twice 2");
    // the request around both is in neither
    assertThat(log.rows("SELECT RunId FROM otel_traces WHERE TraceId = '" + Services.TRACE + "'"))
        .extracting(span -> span.text("RunId"))
        .hasSize(7)
        .containsOnlyOnce("");
  }

  @Test
  void runAcrossTwoServices_isOne() {
    assertThat(answer("remote")).isEqualTo("from afar");
    Row run = runOf("remote");
    assertThat(services.runIds("remote-remote")).containsExactly(run.text("RunId"));
    assertThat(run.text("ServiceName")).isEqualTo("alpha");
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.number("ModelCalls")).isEqualTo(3);
    List<Row> spans = log.spansOf(run.text("RunId"));
    assertThat(spans).extracting(s -> s.text("ServiceName")).contains("alpha", "beta");
    assertThat(spans).extracting(s -> s.text("TraceId")).containsOnly(run.text("TraceId"));
    assertThat(spans).filteredOn(s -> s.number("IsRunRoot") == 1).hasSize(1);
    assertThat(log.callsOf(run.text("RunId")))
        .extracting(call -> call.text("ServiceName"))
        .containsExactlyInAnyOrder("alpha", "alpha", "beta");
  }

  @Test
  void agentAsATool_isPartOfTheRun() {
    assertThat(answer("nested")).isEqualTo("nested");
    Row run = runOf("nested");
    assertThat(operations(run))
        .containsExactly("invoke_agent", "chat", "execute_tool", "invoke_agent", "chat", "chat");
    assertThat(log.spansOf(run.text("RunId")))
        .filteredOn(span -> span.number("IsRunRoot") == 1)
        .hasSize(1);
  }

  @Test
  void toolsSideBySide_areBothOfTheRun() {
    assertThat(answer("side-by-side")).isEqualTo("both slept");
    List<Row> tools = log.toolsOf(runOf("side-by-side").text("RunId"));
    assertThat(tools).extracting(t -> t.text("ToolName")).containsExactly("slow", "slow");
    assertThat(tools).extracting(t -> t.text("ToolCallId")).doesNotHaveDuplicates();
    String overlap =
        "SELECT max(Timestamp) < min(addMilliseconds(Timestamp, toUInt32(DurationMs)))"
            + " FROM tool_calls WHERE ToolName = 'slow' AND RunId = '%s'";
    assertThat(log.number(overlap.formatted(runOf("side-by-side").text("RunId")))).isEqualTo(1);
  }

  @Test
  void workflow_isOneRunWithItsAgentsAsSteps() {
    Row run = runOf("workflow");
    assertThat(operations(run))
        .containsExactly("invoke_workflow", "invoke_agent", "chat", "invoke_agent", "chat");
    assertThat(run.text("Input")).contains("of lamps");
    assertThat(run.text("Output")).isEqualTo(answer("workflow"));
    assertThat(log.spansOf(run.text("RunId")))
        .filteredOn(span -> span.text("Operation").equals("invoke_agent"))
        .extracting(span -> span.text("AgentName"))
        .containsExactly("writer", "editor");
  }

  @Test
  void methodNamedByTheOperator_isARun() {
    Row run = runOf("named");
    assertThat(run.text("AgentName")).isEqualTo("NamedRun");
    assertThat(operations(run)).containsExactly("invoke_agent", "chat", "chat");
    assertThat(run.text("Output")).isEqualTo(answer("named"));
  }

  private static List<String> operations(Row run) {
    return log.spansOf(run.text("RunId")).stream()
        .map(span -> span.text("Operation"))
        .filter(operation -> !operation.isEmpty())
        .toList();
  }

  @Test
  void runWhoseModelIsSilent_isSeenRunning_andLaterDone() {
    assertThat(services.answersWhileHeld()).as("answers so far").isZero();
    Row held = services.held();
    assertThat(held.text("Status")).isEqualTo("running");
    assertThat(held.text("Input")).contains("@say held no more");
    assertThat(held.text("Output")).isEmpty();
    assertThat(held.isNull("EndedAt")).isTrue();
    assertThat(held.texts("Models")).containsExactly("gpt-4o-mini");

    Row run = runOf("held");
    assertThat(run.text("RunId")).isEqualTo(held.text("RunId"));
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.text("Output")).isEqualTo("held no more");
    assertThat(run.real("DurationMs")).isGreaterThan(12_000);
  }

  @Test
  void runOfAKilledApp_isLost() {
    Await.until(
        "the run is lost", LOST, () -> !log.run(killed.open()).text("Status").equals("running"));
    Row run = log.run(killed.open());
    assertThat(run.text("Status")).isEqualTo("lost");
    assertThat(run.isNull("EndedAt")).isTrue();
    assertThat(run.text("Input")).contains("for open-at-the-kill");
    assertThat(run.number("ModelCalls")).isEqualTo(2);
    assertThat(run.number("ToolCalls")).isEqualTo(1);
  }

  @Test
  void whatAKilledAppLeftBehind_isThereOnce() {
    assertThat(killed.late().text()).isEqualTo("late but there");
    Row run = runOf("late");
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.text("Output")).isEqualTo("late but there");
    assertThat(run.number("Spans")).isEqualTo(1 + 2 * 2 + 1);
    assertThat(log.text("SELECT count() = uniqExact(TraceId, SpanId) FROM otel_traces"))
        .isEqualTo("1");
  }

  @Test
  void whoAndWhere_areColumns() {
    List<String> columns =
        List.of("Environment", "Team", "UserId", "ConversationId", "AgentVersion", "AgentName");
    Row run = runOf("baggage");
    Stream<Row> rows =
        Stream.of(List.of(run), log.callsOf(run.text("RunId")), log.toolsOf(run.text("RunId")))
            .flatMap(List::stream);
    assertThat(rows)
        .hasSize(4)
        .extracting(row -> columns.stream().map(row::text).toList())
        .containsOnly(List.of("e2e", "desk-team", "mara", "chat-7", "7.1", "Helper"));
    assertThat(runOf("nested").text("UserId")).isEqualTo("batch");
    assertThat(
            log.rows(
                "SELECT DISTINCT Environment, Team, AgentVersion FROM costs WHERE ServiceName = 'alpha'"))
        .extracting(c -> c.text("Environment"), c -> c.text("Team"), c -> c.text("AgentVersion"))
        .containsExactly(tuple("e2e", "desk-team", "7.1"));
  }

  @Test
  void everySpanInTheTraceOfARun_carriesItsId() {
    String traces =
        parallel()
            .map(tag -> "'" + runOf(tag).text("TraceId") + "'")
            .collect(Collectors.joining(","));
    assertThat(
            log.text(
                "SELECT countIf(RunId = ''), uniqExact(RunId), uniqExact(TraceId) FROM otel_traces"
                    + " WHERE TraceId IN ("
                    + traces
                    + ")"))
        .isEqualTo("0\t24\t24");
  }

  @Test
  void runOfAnAppThatSamplesNothing_isWhole_andTheProviderIsToldItIsUnsampled() {
    assertThat(answer("unsampled")).isEqualTo("not sampled");
    Row run = runOf("unsampled");
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.number("Spans")).isEqualTo(1 + 2 * 2 + 1);
    assertThat(PROVIDER.ledger().tagged("unsampled")).hasSize(2).noneMatch(Ledger::sampled);
    assertThat(PROVIDER.ledger().tagged("nested")).allMatch(Ledger::sampled);
  }
}
