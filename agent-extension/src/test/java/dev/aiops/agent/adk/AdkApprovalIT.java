/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.genai.GeminiAnswers;
import dev.aiops.agent.mcp.LoopbackMcp;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.example.adk.AdkApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools of google-adk's agents, where a person is asked first. */
class AdkApprovalIT {

  private static final List<String> CASES =
      List.of("tool-approved", "tool-denied", "tool-edited", "toolbusy-denied");

  private static final List<String> SERVERS_TOOLS = List.of("mcp-approved", "mcp-lost");

  @TempDir private Path folder;
  private final LoopbackApprovals plane = new LoopbackApprovals();
  private final WireProvider provider = WireProvider.start();
  private final LoopbackMcp mcp = new LoopbackMcp("delete_all", "delete_lost");

  AdkApprovalIT() throws IOException {}

  @AfterEach
  void close() {
    mcp.close();
    provider.close();
    plane.close();
  }

  @Test
  void tool_approvedDeniedEdited_onAnyThread() throws Exception {
    plane.rules(
        LoopbackApprovals.rule("refunds", "refund*", 20_000),
        LoopbackApprovals.rule("deletions", "delete_*", 20_000));
    calls("mcp-approved", "delete_all");
    calls("mcp-lost", "delete_lost");
    AgentJvm.Outcome outcome = decides(AdkJars.NEWEST, SERVERS_TOOLS);
    asksOnceOfAServersTool(outcome);
    asksAgainWhereTheLibraryTriesAgain(outcome);
  }

  private void calls(String name, String tool) {
    provider.script(
        name,
        Reply.json(200, GeminiAnswers.function(tool, "{\"city\":\"Bern\"}")),
        Reply.json(200, GeminiAnswers.hello()));
  }

  /** The library's tool and the MCP SDK's call below it are one span, and one question. */
  private void asksOnceOfAServersTool(AgentJvm.Outcome outcome) throws Exception {
    assertThat(outcome.result("mcp-approved")).isEqualTo("Hello");
    assertThat(told("mcp-approved")).contains("deleted Bern");
    AppSpan tool =
        CaseSpans.of(outcome, AdkApp.MODEL + "mcp-approved").named("execute_tool delete_all");
    assertThat(tool.attributes())
        .contains(
            entry("aiops.call.library", "google-adk"),
            entry("aiops.approval.state", "EXECUTED"),
            entry("gen_ai.tool.type", "extension"),
            entry("mcp.method.name", "tools/call"));
    JsonNode call = mcp.calls().get(0);
    assertThat(call.path("_meta").path("traceparent").asText())
        .startsWith("00-" + tool.traceId() + "-" + tool.id());
    assertThat(plane.book().view(plane.book().await(4)).path("hints").toString())
        .isEqualTo("{\"read_only\":false,\"destructive\":true}");
  }

  /** By a client of its own, up to three times: one approval is good for one of them. */
  private void asksAgainWhereTheLibraryTriesAgain(AgentJvm.Outcome outcome) {
    assertThat(told("mcp-lost")).contains("A person declined this refund. Reason: once is enough");
    assertThat(mcp.calls())
        .extracting(call -> call.path("name").asText())
        .containsExactly("delete_all", "delete_lost");
    assertThat(plane.book().size()).isEqualTo(7);
    assertThat(CaseSpans.of(outcome, AdkApp.MODEL + "mcp-lost").tree())
        .filteredOn(name -> name.contains("execute_tool"))
        .hasSize(1);
  }

  @Tag("long")
  @Test
  void tool_ofTheVersionInBetween_theSame() throws Exception {
    decides("1.4.0", List.of());
  }

  @Tag("long")
  @Test
  void tool_ofTheOldestVersion_theSame() throws Exception {
    decides("1.0.0", List.of());
  }

  private AgentJvm.Outcome decides(String version, List<String> more) throws Exception {
    plane.waitMillis(20_000);
    for (String name : CASES) {
      provider.script(
          name, Reply.json(200, GeminiAnswers.function()), Reply.json(200, GeminiAnswers.hello()));
    }
    CompletableFuture<AgentJvm.Outcome> app = start(version, more);
    plane.book().approve(plane.book().await(0));
    plane.book().deny(plane.book().await(1), "too much");
    plane.book().approveWith(plane.book().await(2), "{\"city\":\"Rome\"}");
    // asked on a thread that others depend on, which goes on meanwhile: somebody else waits
    plane.book().deny(plane.book().await(3), "not now");
    if (!more.isEmpty()) {
      plane.book().approve(plane.book().await(4));
      plane.book().approve(plane.book().await(5));
      plane.book().deny(plane.book().await(6), "once is enough");
    }
    AgentJvm.Outcome outcome = app.get(150, TimeUnit.SECONDS);

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    VersionMatrix matrix = AdkJars.matrix(version);
    matrix.check(Case.APPROVED, this::ranWhatWasApproved);
    matrix.check(Case.HELD, () -> seesApprovals(outcome));
    return outcome;
  }

  private void ranWhatWasApproved() throws Exception {
    assertThat(Files.readAllLines(folder.resolve("ledger.txt"))).containsExactly("Bern", "Rome");
    assertThat(told("tool-approved")).contains("refunded Bern");
    assertThat(told("tool-denied"))
        .contains("Not executed: A person declined this refund. Reason: too much");
    assertThat(told("tool-edited"))
        .contains("The person who approved this call changed its arguments")
        .contains("refunded Rome");
  }

  private void seesApprovals(AgentJvm.Outcome outcome) throws Exception {
    assertThat(told("toolbusy-denied")).contains("Reason: not now");
    List<AppSpan> tools =
        outcome.spans().stream().filter(span -> span.name().equals("execute_tool refund")).toList();
    assertThat(tools)
        .extracting(span -> span.attribute("aiops.approval.state"))
        .containsExactly("EXECUTED", "DENIED", "EXECUTED", "DENIED");
    assertThat(plane.outcomes().subList(0, 2)).allMatch(told -> told.startsWith("executed"));
    assertThat(plane.book().view(plane.book().await(0)).path("arguments").toString())
        .isEqualTo("{\"city\":\"Bern\"}");
    assertThat(plane.book().view(plane.book().await(0)).path("definition").asText()).hasSize(64);
  }

  /** What the model was told of its call. */
  private String told(String name) {
    assertThat(provider.received(name)).as(name).hasSize(2);
    return provider.received(name).get(1).body();
  }

  private CompletableFuture<AgentJvm.Outcome> start(String version, List<String> more) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run(version, more);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "app").start());
  }

  private AgentJvm.Outcome run(String version, List<String> more) throws Exception {
    return AgentJvm.run(
        folder,
        AdkJars.classPath(version),
        Map.of(
            "aiops.control.url",
            "http://127.0.0.1:" + plane.port(),
            "aiops.control.token",
            "token",
            "aiops.control.dir",
            folder.resolve("budgets").toString(),
            "mcp",
            "http://127.0.0.1:" + mcp.port() + "/mcp",
            "ledger",
            folder.resolve("ledger.txt").toString()),
        AdkApp.class,
        Stream.of(Stream.of(Integer.toString(provider.port())), CASES.stream(), more.stream())
            .flatMap(part -> part)
            .toArray(String[]::new));
  }
}
