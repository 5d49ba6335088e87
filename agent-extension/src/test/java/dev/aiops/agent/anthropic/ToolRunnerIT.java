/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.example.anthropic.ToolRunnerApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that anthropic-java's tool runner runs: as spans of their run, and behind the gate. */
class ToolRunnerIT {

  private static final List<String> CASES =
      List.of("approved", "denied", "edited", "failing", "unknown", "pending");

  @TempDir private Path folder;
  private final LoopbackApprovals plane = new LoopbackApprovals();
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
    plane.close();
  }

  @Test
  void newest_toolsPassTheGate_andAreSpansOfTheirRun() throws Exception {
    toolsPassTheGate("");
  }

  @Tag("long")
  @Test
  void older_theSame() throws Exception {
    toolsPassTheGate("2.15.0");
  }

  private void toolsPassTheGate(String version) throws Exception {
    plane.waitMillis(2_000);
    CASES.forEach(name -> provider.script(name, asked(name), Reply.json(200, Answers.hello())));
    CompletableFuture<AgentJvm.Outcome> app = start(version);
    plane.book().approve(plane.book().await(0));
    plane.book().deny(plane.book().await(1), "too much");
    plane.book().approveWith(plane.book().await(2), "{\"order\":\"B-1\",\"amount\":9}");
    plane.book().approve(plane.book().await(3));
    AgentJvm.Outcome outcome = app.get(150, TimeUnit.SECONDS);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");
    VersionMatrix matrix = AnthropicVersions.matrix(version);
    matrix.check(Case.APPROVED, () -> ranWhatWasApproved(outcome));
    matrix.check(Case.HELD, () -> seesSpans(outcome));
  }

  private static Reply asked(String name) {
    String order = name.equals("failing") ? "" : "A-17";
    String tool = name.equals("unknown") ? "refund_all" : "refund";
    return Reply.json(200, Answers.toolUse(tool, "{\"order\":\"" + order + "\",\"amount\":250}"));
  }

  private CompletableFuture<AgentJvm.Outcome> start(String version) {
    Map<String, String> settings =
        Map.of(
            "aiops.model.hosts",
            "127.0.0.1:" + provider.port() + "=anthropic",
            "aiops.runs.methods",
            "org.example.anthropic.ToolRunnerApp[ask]",
            "aiops.control.url",
            "http://127.0.0.1:" + plane.port(),
            "aiops.control.token",
            "token",
            "aiops.control.dir",
            folder.resolve("budgets").toString());
    String[] arguments =
        Stream.concat(Stream.of(Integer.toString(provider.port())), CASES.stream())
            .toArray(String[]::new);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return AgentJvm.run(
                folder,
                AnthropicVersions.classPath(version),
                settings,
                ToolRunnerApp.class,
                arguments);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "app").start());
  }

  private void ranWhatWasApproved(AgentJvm.Outcome outcome) throws Exception {
    assertThat(outcome.output().lines().filter(line -> line.startsWith("paid ")))
        .containsExactly("paid A-17 250", "paid B-1 9");
    assertThat(CASES).allMatch(name -> outcome.result(name).equals("done msg_1"));
    assertThat(told("approved")).contains("refunded A-17");
    assertThat(told("denied"))
        .contains("Not executed: A person declined this refund. Reason: too much (apr_");
    assertThat(told("edited"))
        .contains("The person who approved this call changed its arguments")
        .contains("Result: refunded B-1");
    assertThat(told("failing")).contains("no such order");
    assertThat(told("unknown")).contains("refund_all");
    assertThat(told("pending"))
        .contains("Not executed: refund is waiting for approval by a person (apr_");
    assertThat(plane.outcomes())
        .containsExactlyInAnyOrder("executed ", "executed ", "failed tool_error");
    assertThat(plane.book().size()).as("a tool that there is not needs nobody").isEqualTo(5);
    var view = plane.book().view(plane.book().await(0));
    assertThat(view.path("arguments").toString()).isEqualTo("{\"amount\":250,\"order\":\"A-17\"}");
    assertThat(view.path("definition").asText()).hasSize(64);
  }

  /** What the model was sent after it had asked for the tool. */
  private String told(String name) {
    assertThat(provider.received(name)).as(name).hasSize(2);
    return provider.received(name).get(1).body();
  }

  private static void seesSpans(AgentJvm.Outcome outcome) {
    CaseSpans approved = CaseSpans.of(outcome, ToolRunnerApp.MODEL + "approved");
    assertThat(approved.tree())
        .containsExactly(
            "invoke_agent ToolRunnerApp",
            "  chat " + ToolRunnerApp.MODEL + "approved",
            "  execute_tool refund",
            "  chat " + ToolRunnerApp.MODEL + "approved");
    assertThat(approved.named("execute_tool refund").attributes())
        .contains(
            entry("gen_ai.tool.name", "refund"),
            entry("gen_ai.tool.call.id", "toolu_1"),
            entry("gen_ai.tool.type", "function"),
            entry("aiops.call.library", "anthropic-java"),
            entry("aiops.approval.state", "EXECUTED"));
    assertThat(tool(outcome, "denied"))
        .contains(entry("aiops.approval.state", "DENIED"), entry("error.type", "approval_denied"));
    assertThat(tool(outcome, "failing"))
        .contains(entry("aiops.approval.state", "FAILED"), entry("error.type", "tool_error"));
    assertThat(tool(outcome, "pending")).contains(entry("error.type", "approval_pending"));
    assertThat(CaseSpans.of(outcome, ToolRunnerApp.MODEL + "unknown").tree()).hasSize(3);
  }

  private static Map<String, Object> tool(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, ToolRunnerApp.MODEL + name)
        .named("execute_tool refund")
        .attributes();
  }
}
