/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import io.opentelemetry.javaagent.aiops.approval.RealPlane;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.example.mcpsdk.McpSdkApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app on the MCP Java SDK under the built agent: its calls of a server's tools. */
class McpIT {

  private static final String NEWEST = VersionMatrix.newest("mcp-core");
  private static final ObjectMapper SORTING =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** What a server says is harmless nobody is asked about; what it says nothing of waits. */
  private static final String POLICY =
      """
      budgets: []
      approvals:
        - name: deletions
          tools: [delete_*]
          when: hints.destructive || !hints.idempotent
          approvers: [refund-approver]
          may_edit: true
          wait: 20s
          on_denial: "A person declined this deletion."
      """;

  @TempDir private Path folder;
  private final RealPlane plane = new RealPlane(POLICY);
  private final LoopbackMcp server = new LoopbackMcp("delete_all", "delete_draft");

  McpIT() throws Exception {}

  @AfterEach
  void close() {
    server.close();
    plane.close();
  }

  @Test
  void toolsOfAServer_waitForAPerson() throws Exception {
    waitForAPerson(NEWEST);
  }

  @Test
  void toolsOfAServer_whereNobodyIsAsked_areSpans() throws Exception {
    areSpans(NEWEST);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.1.0", "1.1.2"})
  void olderVersions_theSame(String version) throws Exception {
    waitForAPerson(version);
    server.calls().clear();
    areSpans(version);
  }

  private void waitForAPerson(String version) throws Exception {
    CompletableFuture<AgentJvm.Outcome> app =
        CompletableFuture.supplyAsync(
            () ->
                run(
                    version,
                    true,
                    "sync-approved=delete_all",
                    "sync-denied=delete_all",
                    "async-edited=delete_all",
                    "sync-framework=delete_all",
                    "sync-listed=delete_draft",
                    "async-listed=delete_all",
                    "async-left=delete_all",
                    "sync-failing=broken",
                    "async-throwing=unknown",
                    "async-left-slow=slow",
                    "stdio-approved=delete_all",
                    "stdio-denied=delete_all",
                    "sync-nested=delete_all",
                    "sync-object=delete_all"),
            task -> new Thread(task, "app").start());
    plane.approve(plane.next());
    plane.deny(plane.next(), "not today");
    plane.decide(plane.next(), true, "", "{\"city\":\"Oslo\",\"count\":1}");
    JsonNode unlisted = plane.next();
    plane.approve(unlisted);
    JsonNode listed = plane.next();
    plane.approve(listed);
    plane.next(); // whom nobody answers
    plane.approve(plane.next());
    plane.deny(plane.next(), "nor by standard input");
    plane.approve(plane.next());
    AgentJvm.Outcome outcome = app.get(150, TimeUnit.SECONDS);

    worked(outcome);
    VersionMatrix matrix = VersionMatrix.of("mcp-sdk", version);
    matrix.check(Case.APPROVED, () -> ranWhatWasApproved(outcome));
    matrix.check(Case.HELD, () -> ranNothingElse(outcome));
    saysWhatTheServerSays(unlisted, listed);
    callsOverStandardInputWhatWasApproved(outcome);
  }

  /** The server is a process of its own, with the library's transport of lines. */
  private void callsOverStandardInputWhatWasApproved(AgentJvm.Outcome outcome) throws IOException {
    AppSpan tool = tools(outcome).get(10);
    assertThat(outcome.result("stdio-approved")).isEqualTo("deleted Rome");
    assertThat(outcome.result("stdio-denied")).contains("Reason: nor by standard input");
    assertThat(Files.readAllLines(calls()))
        .singleElement(STRING)
        .startsWith("delete_all {city=Rome, count=2} 00-" + tool.traceId() + "-" + tool.id());
    isInItsRun(tool, outcome);
  }

  private Path calls() {
    return folder.resolve("stdio-calls.txt");
  }

  private void ranWhatWasApproved(AgentJvm.Outcome outcome) throws Exception {
    assertThat(outcome.result("sync-approved")).isEqualTo("deleted Rome");
    assertThat(outcome.result("async-edited"))
        .startsWith("The person who approved this call changed its arguments")
        .endsWith("deleted Oslo");
    assertThat(outcome.result("sync-framework")).isEqualTo("deleted Rome");
    assertThat(states()).containsEntry("EXECUTED", 6L);
    carriesTheTrace(server.calls().get(0), tools(outcome).get(0), outcome);
    isInItsRun(tools(outcome).get(2), outcome);
  }

  /** The order of an object's members means nothing. */
  private static JsonNode sorted(JsonNode arguments) {
    return SORTING.valueToTree(SORTING.convertValue(arguments, Map.class));
  }

  private void ranNothingElse(AgentJvm.Outcome outcome) throws Exception {
    assertThat(outcome.result("sync-denied"))
        .startsWith("error: Not executed: A person declined this deletion. Reason: not today");
    assertThat(outcome.result("async-left")).startsWith("threw").contains("Timeout");
    assertThat(outcome.result("sync-object")).startsWith("threw").contains("ApprovalUnavailable");
    // the one of the framework was asked about once, and what has no one form not at all
    assertThat(states()).isEqualTo(Map.of("EXECUTED", 6L, "DENIED", 2L, "PENDING", 1L));
    assertThat(server.calls())
        .extracting(call -> call.path("name").asText() + " " + sorted(call.path("arguments")))
        .containsExactly(
            "delete_all {\"city\":\"Rome\",\"count\":2}",
            "delete_all {\"city\":\"Oslo\",\"count\":1}",
            "delete_all {\"city\":\"Rome\",\"count\":2}",
            "delete_draft {\"city\":\"Rome\",\"count\":2}",
            "delete_all {\"city\":\"Rome\",\"count\":2}",
            "broken {\"city\":\"Rome\",\"count\":2}",
            "unknown {\"city\":\"Rome\",\"count\":2}",
            "slow {\"city\":\"Rome\",\"count\":2}",
            "delete_all {\"all\":true,\"city\":\"Rome\","
                + "\"items\":[{\"id\":7,\"tags\":[\"a\",\"b\"],\"weight\":0.5}]}");
    assertThat(tools(outcome))
        .extracting(span -> span.name() + " " + span.attribute("aiops.approval.state"))
        .containsExactly(
            "execute_tool delete_all EXECUTED",
            "execute_tool delete_all DENIED",
            "execute_tool delete_all EXECUTED",
            "execute_tool delete_all EXECUTED",
            "execute_tool delete_draft null",
            "execute_tool delete_all EXECUTED",
            "execute_tool delete_all PENDING",
            "execute_tool broken null",
            "execute_tool unknown null",
            "execute_tool slow null",
            "execute_tool delete_all EXECUTED",
            "execute_tool delete_all DENIED",
            "execute_tool delete_all EXECUTED",
            "execute_tool delete_all null");
    assertThat(tools(outcome).subList(7, 10))
        .extracting(span -> span.attribute("error.type"))
        .containsExactly(
            "tool_error",
            "io.modelcontextprotocol.spec.McpError",
            "java.util.concurrent.CancellationException");
  }

  /** Of the client that lists them, as far as the server says it; others say nothing. */
  private void saysWhatTheServerSays(JsonNode unlisted, JsonNode listed) throws Exception {
    assertThat(plane.hints(unlisted)).isEmpty();
    assertThat(plane.hints(listed)).isEqualTo(Map.of("read_only", false, "destructive", true));
  }

  /** How many approvals stand in each state. */
  private Map<String, Long> states() throws Exception {
    return plane.all().stream()
        .collect(groupingBy(approval -> approval.path("state").asText(), counting()));
  }

  private void areSpans(String version) throws Exception {
    AgentJvm.Outcome outcome =
        run(
            version,
            false,
            "sync-done=delete_all",
            "async-done=delete_all",
            "sync-framework=delete_all",
            "sync-failing=broken",
            "async-throwing=unknown",
            "async-left=slow");

    worked(outcome);
    VersionMatrix matrix = VersionMatrix.of("mcp-sdk", version);
    matrix.check(Case.SUCCESS, () -> seesSpansAndTrace(outcome));
    matrix.check(Case.ERROR, () -> seesErrors(outcome));
    matrix.check(Case.CANCEL, () -> seesCancel(outcome));
    matrix.without(Case.RETRY, "the library does not try again");
    matrix.without(Case.STREAM, "a call has one result");
    matrix.without(Case.ABANDONED, "a call has one result");
    matrix.without(Case.CAP, "a call of a tool costs nothing that is known");
  }

  private static void worked(AgentJvm.Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");
  }

  private void seesSpansAndTrace(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("sync-done")).isEqualTo("deleted Rome");
    assertThat(outcome.result("async-done")).isEqualTo("deleted Rome");
    List<AppSpan> tools = tools(outcome);
    assertThat(tools)
        .extracting(span -> span.attribute("aiops.call.library"))
        .containsExactly("mcp-sdk", "mcp-sdk", "langchain4j", "mcp-sdk", "mcp-sdk", "mcp-sdk");
    assertThat(tools.get(0).attributes())
        .contains(
            entry("mcp.method.name", "tools/call"),
            entry("gen_ai.tool.type", "extension"),
            entry("aiops.call.outcome", "ok"));
    // the framework's span is the only one of its call, and says what it became
    assertThat(tools.get(2).attributes())
        .contains(entry("mcp.method.name", "tools/call"), entry("gen_ai.tool.call.id", "call-1"));
    for (AppSpan tool : tools) {
      isInItsRun(tool, outcome);
    }
    // the request of the last one never ends
    for (int i = 0; i < tools.size() - 1; i++) {
      carriesTheTrace(server.calls().get(i), tools.get(i), outcome);
    }
  }

  /** Also where a thread of the library subscribes. */
  private static void isInItsRun(AppSpan tool, AgentJvm.Outcome outcome) {
    assertThat(outcome.spans())
        .filteredOn(span -> span.id().equals(tool.parentId()))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.attribute("aiops.run.root")).isEqualTo(true);
              assertThat(tool.attribute("aiops.run.id")).isEqualTo(run.attribute("aiops.run.id"));
            });
  }

  /** In {@code _meta} beside what the app put there, and in what is sent. */
  private static void carriesTheTrace(JsonNode call, AppSpan tool, AgentJvm.Outcome outcome) {
    assertThat(call.path("_meta").path("traceparent").asText())
        .startsWith("00-" + tool.traceId() + "-" + tool.id());
    assertThat(call.path("_meta").path("progressToken").asText()).matches("a?sync-.*");
    assertThat(outcome.spans())
        .as("the request of " + tool.name())
        .anyMatch(span -> span.kind().equals("Client") && span.parentId().equals(tool.id()));
  }

  private static void seesErrors(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("sync-failing")).isEqualTo("error: no such order");
    AppSpan failing = tools(outcome).get(3);
    assertThat(failing.attribute("error.type")).isEqualTo("tool_error");
    assertThat(failing.failed()).isTrue();
    assertThat(outcome.result("async-throwing")).contains("Unknown tool: unknown");
    assertThat(tools(outcome).get(4).attribute("error.type"))
        .isEqualTo("io.modelcontextprotocol.spec.McpError");
  }

  private static void seesCancel(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("async-left")).startsWith("threw").contains("Timeout");
    AppSpan left = tools(outcome).get(5);
    assertThat(left.attribute("aiops.call.outcome")).isEqualTo("cancelled");
  }

  private static List<AppSpan> tools(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .filter(span -> "execute_tool".equals(span.attribute("gen_ai.operation.name")))
        .sorted(Comparator.comparingLong(AppSpan::startNanos))
        .toList();
  }

  private AgentJvm.Outcome run(String version, boolean gated, String... cases) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("aiops.runs.methods", McpSdkApp.class.getName() + "[answer]");
    settings.put("stdio.calls", calls().toString());
    settings.put("otel.service.name", "shop");
    if (gated) {
      settings.put("aiops.control.url", "http://127.0.0.1:" + plane.port());
      settings.put("aiops.control.token", plane.token());
      settings.put("aiops.control.dir", folder.resolve("budgets").toString());
    }
    try {
      return AgentJvm.run(
          folder,
          classPath(version),
          settings,
          McpSdkApp.class,
          Stream.concat(Stream.of(Integer.toString(server.port())), Arrays.stream(cases))
              .toArray(String[]::new));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String classPath(String version) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "mcp", version))) {
      List<String> own = jars.map(jar -> jar.toAbsolutePath().toString()).toList();
      Stream<String> others =
          Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1))
              .filter(jar -> !jar.contains("mcp-core-") && !jar.contains("reactor-core-"));
      return String.join(File.pathSeparator, Stream.concat(own.stream(), others).toList());
    }
  }
}
