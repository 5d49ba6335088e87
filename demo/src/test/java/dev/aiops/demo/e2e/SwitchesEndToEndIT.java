/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can switch: the same work in apps that are set up differently. */
@ExtendWith(ClickHouseExtension.class)
class SwitchesEndToEndIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SECRET = "sk-live-0123456789abcdefghijklmnop";
  private static final String PASSWORD = "correct-horse-battery";
  private static final List<String> TABLES =
      List.of("otel_traces", "otel_logs", "run_events", "message_content");

  private static final Command STREAM = Command.of("openai.chat.stream", "stream");
  private static final Command BARE = Command.of("http.bare", "bare");
  private static final Command SERVED =
      Command.of("agent.sync", "served").message("@say served with " + SECRET);
  private static final Command AGENT =
      Command.of("agent.sync", "agent")
          .message(
              "my key is "
                  + SECRET
                  + "\n@call lookup {\"id\": \"password="
                  + PASSWORD
                  + "\"}\n@then\n@say keep "
                  + SECRET);

  /** A provider for each app, so that each has a book of its own. */
  private static final Map<String, ProviderSimulator> PROVIDERS = new HashMap<>();

  private static final Map<String, ForkedApp> APPS = new HashMap<>();
  private static final Map<String, Map<String, Outcome>> OUTCOMES = new HashMap<>();

  private static Log log;

  @BeforeAll
  static void work(TestDatabase database, @TempDir Path folder) {
    log = new Log(database);
    Agent agent = Agent.writingTo(database, folder.resolve("spool"));
    try (ScenarioJvm alone = ScenarioJvm.alone(provider("alone"));
        ScenarioJvm plain = start("plain", agent.with("aiops.openai.inject-usage", "false"));
        ScenarioJvm off = start("off", agent.with("aiops.enabled", "false"));
        ScenarioJvm all =
            start(
                "all",
                agent
                    .with("aiops.export", "all")
                    .with("aiops.capture.messages", "true")
                    .with("aiops.capture.tool-arguments", "true")
                    .with("otel.traces.exporter", "logging-otlp"));
        ScenarioJvm upstream = start("upstream", onUpstream(agent))) {
      List<Command> commands = List.of(STREAM, BARE, AGENT);
      Map<String, ScenarioJvm> apps =
          Map.of("alone", alone, "plain", plain, "off", off, "all", all, "upstream", upstream);
      apps.values().forEach(app -> commands.forEach(app::send));
      apps.forEach((name, app) -> OUTCOMES.put(name, outcomes(app, commands)));
      plain.post(SERVED);
      all.post(SERVED);
      apps.values().forEach(ScenarioJvm::finish);
      apps.forEach((name, app) -> APPS.put(name, app.app()));
    }
    Await.until("all is sent", () -> log.number("SELECT count() FROM llm_calls") >= 3 * 3 + 2);
  }

  private static Agent onUpstream(Agent agent) {
    return agent
        .asExtensionOfUpstream()
        .with("otel.traces.exporter", "none")
        .with("otel.metrics.exporter", "none")
        .with("otel.logs.exporter", "none");
  }

  private static ScenarioJvm start(String name, Agent agent) {
    ProviderSimulator provider = provider(name);
    return ScenarioJvm.under(agent.pricing(provider).named(name), provider);
  }

  private static ProviderSimulator provider(String name) {
    return PROVIDERS.computeIfAbsent(name, key -> ProviderSimulator.start());
  }

  private static Map<String, Outcome> outcomes(ScenarioJvm app, List<Command> commands) {
    Map<String, Outcome> outcomes = new HashMap<>();
    commands.forEach(command -> outcomes.put(command.tag(), app.outcome(command)));
    return outcomes;
  }

  @AfterAll
  static void stop() {
    PROVIDERS.values().forEach(ProviderSimulator::close);
  }

  private static BilledCall request(String app, Command command) {
    return provider(app).ledger().tagged(command.tag()).get(0);
  }

  private static Row run(String app, String output) {
    return log.row(
        "SELECT * FROM runs WHERE ServiceName = '%s' AND Output LIKE '%s%%'".formatted(app, output),
        "run of " + app);
  }

  private static List<String> spans(String app, String condition) {
    return log
        .rows(
            "SELECT SpanId FROM otel_traces WHERE ServiceName = '%s' AND %s"
                .formatted(app, condition))
        .stream()
        .map(span -> span.text("SpanId"))
        .toList();
  }

  @Test
  void whateverIsSwitched_theAppSeesTheSame() {
    assertThat(OUTCOMES.get("alone").values()).allMatch(Outcome::ok);
    assertThat(OUTCOMES.values()).hasSize(5).containsOnly(OUTCOMES.get("alone"));
  }

  @Test
  void callThatNoHookOwns_isRecordedAsUngoverned() {
    Row call =
        log.row(
            "SELECT * FROM otel_traces WHERE Ungoverned = 1 AND ServiceName = 'plain'",
            "ungoverned call");
    assertThat(call.text("SpanId")).isEqualTo(Ledger.spanId(request("plain", BARE)));
    assertThat(call.attribute("server.address")).isEqualTo("127.0.0.1");
    assertThat(call.attribute("aiops.run.id")).isEmpty();
  }

  @Test
  void process_reportsTheHooksItArmed() {
    Row report =
        log.row(
            "SELECT LogAttributes['aiops.hooks.armed'] AS Armed,"
                + " LogAttributes['aiops.hooks.missing'] AS Missing FROM otel_logs"
                + " WHERE EventName = 'aiops.process.started' AND ServiceName = 'plain'"
                + " ORDER BY Timestamp DESC LIMIT 1",
            "report of hooks");
    assertThat(report.text("Armed")).contains("openai-java").contains("langchain4j");
    assertThat(report.text("Missing")).isEqualTo("[]");
  }

  @Test
  void switchedOff_nothingIsRecorded() {
    for (String table : TABLES) {
      assertThat(log.number("SELECT count() FROM " + table + " WHERE ServiceName = 'off'"))
          .as(table)
          .isZero();
    }
    assertThat(Agent.complaints(APPS.get("off"))).isEmpty();
  }

  @Test
  void switchedOff_nothingIsChanged() {
    assertThat(request("off", STREAM).bodySha256())
        .isEqualTo(request("alone", STREAM).bodySha256());
    assertThat(provider("off").ledger().calls())
        .extracting(BilledCall::tracestate)
        .containsOnlyNulls();
  }

  @Test
  void injectionSwitchedOff_theRequestIsTheApps_andItsUsageEstimated() {
    assertThat(request("plain", STREAM).bodySha256())
        .isEqualTo(request("alone", STREAM).bodySha256());
    Row call = call("plain", STREAM);
    assertThat(call.text("CostStatus")).isEqualTo("estimated");
    assertThat(call("all", STREAM).text("CostStatus")).isEqualTo("priced");
    assertThat(request("all", STREAM).bodyBytes())
        .isGreaterThan(request("alone", STREAM).bodyBytes());
  }

  private static Row call(String app, Command command) {
    List<Row> calls = log.calls(Ledger.traceId(request(app, command)));
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  @Test
  void exportOfRuns_leavesTheAppsOtherSpansOut() {
    assertThat(spans("plain", "RunId = '' AND Ungoverned = 0")).isEmpty();
    assertThat(spans("plain", "SpanKind = 'Server'")).isEmpty();
  }

  @Test
  void exportOfAll_hasTheAppsOtherSpans() {
    assertThat(spans("all", "SpanKind = 'Server' AND RunId = ''")).hasSize(1);
  }

  @Test
  void anotherExporter_getsTheSameSpans() throws JsonProcessingException {
    List<String> logged = new ArrayList<>();
    for (String line : APPS.get("all").linesWith("{\"resource\"")) {
      JsonNode resource = JSON.readTree(line.substring(line.indexOf("{\"resource\"")));
      resource
          .path("scopeSpans")
          .forEach(
              scope -> scope.path("spans").forEach(s -> logged.add(s.path("spanId").asText())));
    }
    assertThat(logged).hasSizeGreaterThan(10);
    assertThat(spans("all", "1")).containsExactlyInAnyOrderElementsOf(logged);
  }

  @Test
  void inputAndOutputOfRuns_areKeptWithoutTheirSecrets() {
    Row run = run("plain", "keep");
    assertThat(run.text("Input")).startsWith("my key is [redacted]").doesNotContain(PASSWORD);
    assertThat(run.text("Output")).isEqualTo("keep [redacted]");
  }

  @Test
  void noSecret_isAnywhereInTheLog() {
    for (String table : TABLES) {
      assertThat(log.text("SELECT * FROM " + table))
          .doesNotContain(SECRET)
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void messagesAndToolArguments_areKeptOnlyWhereSwitchedOn() {
    assertThat(log.rows("SELECT DISTINCT ServiceName FROM message_content"))
        .extracting(row -> row.text("ServiceName"))
        .containsExactly("all");
    List<Row> kept =
        log.rows(
            "SELECT Part, Content, Redacted FROM message_content WHERE RunId = '%s'"
                .formatted(run("all", "keep").text("RunId")));
    assertThat(kept)
        .extracting(row -> row.text("Part"))
        .contains("input.messages", "output.messages", "tool.arguments", "tool.result");
    assertThat(kept)
        .filteredOn(row -> row.text("Part").startsWith("tool."))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.text("Content")).contains("password=[redacted]");
              assertThat(row.number("Redacted")).isEqualTo(1);
            });
  }

  @Test
  void bareExtension_onTheUpstreamAgent_recordsTheSame() {
    BilledCall request = request("upstream", STREAM);
    Row call = call("upstream", STREAM);
    assertThat(call.text("CostStatus")).isEqualTo("priced");
    assertThat(call.nanoUsd("CostUsd")).isEqualTo(request.nanoUsd());
    assertThat(call.text("RunId")).isEqualTo(Ledger.runId(request));
    Row run = run("upstream", "keep");
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.number("Spans")).isEqualTo(run("plain", "keep").number("Spans"));
    assertThat(Agent.complaints(APPS.get("upstream"))).isEmpty();
  }

  @Test
  void agent_hasNothingToComplainOf() {
    assertThat(Stream.of("plain", "all").map(APPS::get).map(Agent::complaints))
        .containsOnly(List.of());
  }
}
