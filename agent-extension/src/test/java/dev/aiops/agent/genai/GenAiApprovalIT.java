/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.example.genai.GenAiApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that a model asks google-genai to call, where a person is asked first. */
class GenAiApprovalIT {

  private static final List<String> CASES =
      List.of("function-approved", "function-denied", "function-edited", "functionasync-pending");

  @TempDir private Path folder;
  private final LoopbackApprovals plane = new LoopbackApprovals();
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void close() {
    provider.close();
    plane.close();
  }

  @Test
  void function_approvedDeniedEditedPending() throws Exception {
    decides("");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.30.0", "1.70.0", "1.80.0"})
  void function_ofAnOlderVersion_theSame(String version) throws Exception {
    decides(version);
  }

  private void decides(String version) throws Exception {
    plane.waitMillis(2_000);
    for (String name : CASES) {
      provider.script(
          name, Reply.json(200, GeminiAnswers.function()), Reply.json(200, GeminiAnswers.hello()));
    }
    CompletableFuture<AgentJvm.Outcome> app = start(version);
    plane.book().approve(plane.book().await(0));
    plane.book().deny(plane.book().await(1), "too much");
    plane.book().approveWith(plane.book().await(2), "{\"city\":\"Rome\"}");
    AgentJvm.Outcome outcome = app.get(150, TimeUnit.SECONDS);

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    VersionMatrix matrix = GenAiJars.matrix(version);
    matrix.check(Case.APPROVED, this::ranWhatWasApproved);
    matrix.check(Case.HELD, () -> seesApprovals(outcome));
  }

  private void ranWhatWasApproved() throws Exception {
    assertThat(Files.readAllLines(folder.resolve("ledger.txt"))).containsExactly("Bern", "Rome");
    assertThat(told("function-approved")).contains("\"result\":\"refunded Bern\"");
    assertThat(told("function-denied"))
        .contains("Not executed: A person declined this refund. Reason: too much");
    assertThat(told("function-edited"))
        .contains("The person who approved this call changed its arguments")
        .contains("refunded Rome");
    assertThat(told("functionasync-pending")).contains("is waiting for approval by a person");
  }

  private void seesApprovals(AgentJvm.Outcome outcome) throws Exception {
    List<AppSpan> functions =
        outcome.spans().stream().filter(span -> span.name().equals("execute_tool refund")).toList();
    assertThat(functions)
        .extracting(span -> span.attribute("aiops.approval.state"))
        .containsExactly("EXECUTED", "DENIED", "EXECUTED", "PENDING");
    assertThat(plane.outcomes()).hasSize(2).allMatch(told -> told.startsWith("executed"));
    assertThat(plane.book().view(plane.book().await(0)).path("arguments").toString())
        .isEqualTo("{\"city\":\"Bern\"}");
    assertThat(plane.book().view(plane.book().await(0)).path("definition").asText()).hasSize(64);
  }

  /** What the model was told of its call. */
  private String told(String name) {
    assertThat(provider.received(name)).as(name).hasSize(2);
    return provider.received(name).get(1).body();
  }

  private CompletableFuture<AgentJvm.Outcome> start(String version) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run(version);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "app").start());
  }

  private AgentJvm.Outcome run(String version) throws Exception {
    return AgentJvm.run(
        folder,
        GenAiJars.classPath(version, folder),
        Map.of(
            "aiops.control.url",
            "http://127.0.0.1:" + plane.port(),
            "aiops.control.token",
            "token",
            "aiops.control.dir",
            folder.resolve("budgets").toString(),
            GenAiJars.PARALLELISM,
            "2",
            "ledger",
            folder.resolve("ledger.txt").toString()),
        GenAiApp.class,
        Integer.toString(provider.port()),
        CASES.get(0),
        CASES.get(1),
        CASES.get(2),
        CASES.get(3));
  }
}
