/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.ControlAndApprovals;
import dev.aiops.agent.adk.AdkJars;
import dev.aiops.agent.genai.GeminiAnswers;
import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import dev.aiops.agent.springai.SpringAiApps;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import io.opentelemetry.javaagent.aiops.approval.LoopbackBook;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.example.loops.LoopsApp;
import org.example.springai.LoopApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls on event loops whose money, or whose person, is asked for at a control plane that takes two
 * seconds to answer: the loop goes on meanwhile.
 */
class EventLoopsIT {

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final long MOST_HELD_MILLIS = 200;

  /** Each case has a budget of its own, so that each has to ask for its first money. */
  private static final String BUDGET =
      """
        - name: %1$s
          daily_cap: %2$s
          lease_seconds: 300
          unknown_price: {input_per_million: 1, output_per_million: 10}
          match: {model: "%1$s"}
      """;

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  private static ControlAndApprovals planes(List<String> cases) throws Exception {
    StringBuilder policy = new StringBuilder("budgets:\n");
    cases.forEach(
        name -> policy.append(BUDGET.formatted(name, name.equals("dear") ? "0.001" : "1.00")));
    return new ControlAndApprovals(policy.toString()).slow(SLOW);
  }

  @Test
  void asynchronousCalls_whoseMoneyIsToCome_holdNoLoopUp() throws Exception {
    List<String> paid = List.of("openai", "stream", "bedrock", "adk", "adkown");
    List<String> cases = Stream.concat(paid.stream(), Stream.of("cancel", "dear", "tool")).toList();
    scripts(cases);
    AgentJvm.Outcome outcome;
    try (ControlAndApprovals planes = planes(cases.subList(0, cases.size() - 1))) {
      planes.approvals().rules(LoopbackApprovals.rule("refunds", "refund*", 20_000));
      CompletableFuture<AgentJvm.Outcome> app =
          start(() -> run(planes, classPath(), LoopsApp.class, cases));
      Thread person = new Thread(() -> approveOne(planes.approvals().book()), "person");
      person.start();
      outcome = app.get(150, TimeUnit.SECONDS);
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      for (String name : paid) {
        assertThat(outcome.result(name + "-warm")).as(outcome.output()).contains("Hello");
      }
      for (String name : paid) {
        assertThat(outcome.result(name)).as(outcome.output()).contains("Hello");
        isPaidOnce(outcome, name, planes);
      }
      assertThat(planes.control().standing("cancel").spent()).isZero();
    }
    assertThat(outcome.result("adkown")).isEqualTo("Hello from aiops-calls-");
    assertThat(call(outcome, "cancel").attribute("aiops.call.outcome")).isEqualTo("cancelled");
    assertThat(outcome.result("dear")).contains("BudgetExceededException");
    assertThat(call(outcome, "dear").attribute("aiops.call.outcome")).isEqualTo("refused");
    assertThat(provider.received("cancel")).isEmpty();
    assertThat(provider.received("dear")).isEmpty();
    assertThat(outcome.result("tool")).contains("Hello");
    assertThat(provider.received("tool-adk").get(1).body())
        .contains("refunded Bern on aiops-tools");
    assertThat(CaseSpans.of(outcome, "tool").named("execute_tool refund").attributes())
        .containsEntry("aiops.approval.state", "EXECUTED");
    nothingWasHeld(outcome, List.of("openai", "stream", "bedrock", "adkown", "cancel", "dear"));
    // there the classes of tools are loaded, by the loop; a person was asked for two seconds
    assertThat(held(outcome, "tool")).isLessThan(SLOW.toMillis() / 2);
    // google-adk's own Gemini waits for each answer on the thread that subscribes
    assertThat(held(outcome, "adk")).isGreaterThan(MOST_HELD_MILLIS);
  }

  @Test
  void springAi_whoseMoneyIsToCome_holdsNoLoopUp_norDoesWhoBlocksIt() throws Exception {
    List<String> cases = List.of("flux", "dispose", "dear", "blocking");
    Reply hello = Answers.stream("Hel", "lo");
    for (String name : List.of("flux", "dispose", "dear", "blocking")) {
      provider.script(name, hello);
    }
    provider.script("warm", hello, Reply.json(200, Answers.chat("Hello")));
    AgentJvm.Outcome outcome;
    try (ControlAndApprovals planes = planes(cases)) {
      outcome = run(planes, spring(), LoopApp.class, cases);
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.result("flux")).isEqualTo("Hello");
      isPaidOnce(outcome, "flux", planes);
      assertThat(planes.control().standing("dispose").spent()).isZero();
    }
    assertThat(call(outcome, "dispose").attribute("aiops.call.outcome")).isEqualTo("cancelled");
    assertThat(outcome.result("dear")).startsWith("threw BudgetExceededException");
    assertThat(outcome.result("blocking"))
        .startsWith("threw BudgetUnavailableException")
        .contains("no call waits for money on parallel-1, which is an event loop");
    for (String name : List.of("dispose", "dear", "blocking")) {
      assertThat(provider.received(name)).as(name).isEmpty();
    }
    nothingWasHeld(outcome, cases);
  }

  private static void approveOne(LoopbackBook book) {
    try {
      book.approve(book.await(0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void scripts(List<String> cases) {
    Reply chat = Reply.json(200, Answers.chat("Hello"));
    Reply gemini = Reply.json(200, GeminiAnswers.hello());
    Reply bedrock =
        Reply.json(
            200,
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},\
            "stopReason":"end_turn","metrics":{"latencyMs":5},\
            "usage":{"inputTokens":100,"outputTokens":20,"totalTokens":120}}""");
    Reply stream = Answers.stream("Hel", "lo");
    provider.script("openai", chat).script("dear", chat).script("stream", stream);
    provider.script("bedrock", bedrock).script("cancel", bedrock).script("adk-adk", gemini);
    provider.script("tool-adk", Reply.json(200, GeminiAnswers.function()), gemini);
    provider.script("warm-adk", gemini);
    // in the order of the cases that ask it
    provider.script("warm", chat, stream, bedrock, bedrock, chat);
    assertThat(cases).startsWith("openai", "stream", "bedrock").contains("cancel", "dear");
  }

  private interface Run {
    AgentJvm.Outcome run() throws Exception;
  }

  private static CompletableFuture<AgentJvm.Outcome> start(Run run) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "app").start());
  }

  private AgentJvm.Outcome run(
      ControlAndApprovals planes, String classPath, Class<?> app, List<String> cases)
      throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("otel.service.name", "support-chat");
    settings.put("aiops.model.hosts", "127.0.0.1:" + provider.port() + "=openai");
    settings.put("aiops.control.url", "http://127.0.0.1:" + planes.port());
    settings.put("aiops.control.token", planes.control().token());
    settings.put("aiops.control.dir", folder.resolve("budgets").toString());
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    arguments.addAll(cases);
    return AgentJvm.run(folder, classPath, settings, app, arguments.toArray(new String[0]));
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, name).call();
  }

  /** One span, one reservation and one settlement: 100 tokens in at 1, 20 out at 10 per million. */
  private static void isPaidOnce(AgentJvm.Outcome outcome, String name, ControlAndApprovals planes)
      throws Exception {
    AppSpan call = call(outcome, name);
    assertThat(call.attribute("aiops.call.outcome")).as(name).isEqualTo("ok");
    assertThat(planes.control().standing(name).spent()).as(name).isPositive();
    assertThat(call.attribute("aiops.budget.leases")).as(name).asString().contains(name);
  }

  private static void nothingWasHeld(AgentJvm.Outcome outcome, List<String> cases) {
    for (String name : cases) {
      assertThat(held(outcome, name)).as(name).isLessThan(MOST_HELD_MILLIS);
    }
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");
  }

  private static long held(AgentJvm.Outcome outcome, String name) {
    return Long.parseLong(outcome.result(name + "-held"));
  }

  private static String classPath() throws Exception {
    // what the MCP SDK would bring along is older than what the other libraries need
    Stream<String> adk =
        Arrays.stream(AdkJars.newestClassPath().split(File.pathSeparator, -1))
            .filter(jar -> !jar.contains("jackson-annotations-2.20"));
    return Stream.concat(adk, AgentJvm.awsClassPath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String spring() throws Exception {
    return SpringAiApps.newestClassPath();
  }
}
