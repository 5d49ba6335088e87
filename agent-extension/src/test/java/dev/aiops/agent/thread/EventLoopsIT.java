/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.ControlAndApprovals;
import dev.aiops.agent.adk.AdkJars;
import dev.aiops.agent.mcp.LoopbackMcp;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.springai.SpringAiApps;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import io.opentelemetry.javaagent.aiops.approval.LoopbackBook;
import java.io.File;
import java.math.BigDecimal;
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

  /** What is paid for, each at a time of its own. */
  private static final List<String> PAID = List.of("openai", "stream", "bedrock", "adk", "adkown");

  /** Calls of models that are made one after the other. */
  private static final List<String> ALONE =
      Stream.concat(PAID.stream(), Stream.of("cancel", "dear")).toList();

  /** What a person is asked for. */
  private static final List<String> TOOLS = List.of("mcp", "method");

  /**
   * Each case has a budget of its own, so that each has to ask for its first money; those that are
   * made at once ask for it together.
   */
  private static final String BUDGET =
      """
        - name: %1$s
          daily_cap: %2$s
          lease_seconds: 300
          unknown_price: {input_per_million: 1, output_per_million: 10}
          match: {model: "%3$s"}
      """;

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  private static ControlAndApprovals planes(List<String> cases) throws Exception {
    StringBuilder policy = new StringBuilder("budgets:\n");
    for (String name : cases) {
      String cap = name.equals("dear") ? "0.001" : "1.00";
      policy.append(BUDGET.formatted(name, cap, name.equals("later") ? "later-*" : name));
    }
    return new ControlAndApprovals(policy.toString()).slow(SLOW);
  }

  @Test
  void asynchronousCalls_whoseMoneyOrPersonIsToCome_holdNoLoopUp() throws Exception {
    LoopAnswers.script(provider);
    List<String> budgets = Stream.concat(ALONE.stream(), Stream.of("later")).toList();
    AgentJvm.Outcome outcome;
    try (ControlAndApprovals planes = planes(budgets);
        LoopbackMcp tools = new LoopbackMcp("refund")) {
      planes
          .approvals()
          .rules(
              LoopbackApprovals.rule("refunds", "refund*", 20_000),
              LoopbackApprovals.rule("till", "*Till#payBack", 20_000));
      Map<String, String> settings =
          Map.of(
              "mcp",
              Integer.toString(tools.port()),
              "aiops.approvals.methods",
              "org.example.loops.Till[payBack,count]");
      CompletableFuture<AgentJvm.Outcome> app =
          start(() -> run(planes, classPath(), settings, LoopsApp.class, cases()));
      Thread person = new Thread(() -> approve(planes.approvals().book(), 3), "person");
      person.start();
      outcome = app.get(150, TimeUnit.SECONDS);
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      arePaidOnce(outcome, planes);
      laterOnesArePaidOnce(outcome, planes);
      assertThat(planes.control().standing("cancel").spent()).isZero();
    }
    areRefusedOrCancelled(outcome);
    asksAPersonElsewhere(outcome);
    nothingWasHeld(
        outcome, List.of("openai", "stream", "bedrock", "adkown", "cancel", "dear", "later"));
    // there the classes of tools are loaded, by the loop; a person was asked for two seconds
    assertThat(held(outcome, "tool")).isLessThan(SLOW.toMillis() / 2);
    // google-adk's own Gemini waits for each answer on the thread that subscribes
    assertThat(held(outcome, "adk")).isGreaterThan(MOST_HELD_MILLIS);
  }

  private static List<String> cases() {
    Stream<String> later = Stream.concat(LoopAnswers.LATER.keySet().stream(), TOOLS.stream());
    return Stream.of(ALONE.stream(), Stream.of("tool"), later.map(name -> "later-" + name))
        .flatMap(part -> part)
        .toList();
  }

  private static void arePaidOnce(AgentJvm.Outcome outcome, ControlAndApprovals planes)
      throws Exception {
    for (String name : PAID) {
      assertThat(outcome.result(name + "-warm")).as(outcome.output()).contains("Hello");
      assertThat(outcome.result(name)).as(outcome.output()).contains("Hello");
      isPaidOnce(outcome, name, planes);
    }
    assertThat(outcome.result("adkown")).isEqualTo("Hello from aiops-calls-");
  }

  /** Their budget was charged what their spans say, and nothing twice. */
  private void laterOnesArePaidOnce(AgentJvm.Outcome outcome, ControlAndApprovals planes)
      throws Exception {
    long charged = 0;
    for (Map.Entry<String, String> expected : LoopAnswers.LATER.entrySet()) {
      String name = "later-" + expected.getKey();
      assertThat(outcome.result(name + "-warm")).as(name).isEqualTo(expected.getValue());
      assertThat(outcome.result(name)).as(name).isEqualTo(expected.getValue());
      assertThat(provider.received(name)).as(name).hasSize(1);
      AppSpan call = call(outcome, name);
      assertThat(call.attribute("aiops.call.outcome")).as(name).isEqualTo("ok");
      assertThat(call.attribute("aiops.budget.leases")).as(name).asString().contains("later");
      charged += nanos(call.attribute("aiops.budget.charged"));
    }
    assertThat(planes.control().standing("later").spent()).isPositive().isEqualTo(charged);
  }

  private static long nanos(Object usd) {
    return new BigDecimal(usd.toString()).movePointRight(9).longValueExact();
  }

  private void areRefusedOrCancelled(AgentJvm.Outcome outcome) {
    assertThat(call(outcome, "cancel").attribute("aiops.call.outcome")).isEqualTo("cancelled");
    assertThat(outcome.result("dear")).contains("BudgetExceededException");
    assertThat(call(outcome, "dear").attribute("aiops.call.outcome")).isEqualTo("refused");
    assertThat(provider.received("cancel")).isEmpty();
    assertThat(provider.received("dear")).isEmpty();
  }

  /** Of google-adk, of the MCP SDK, and a method of the app's own. */
  private void asksAPersonElsewhere(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("tool")).contains("Hello");
    assertThat(provider.received("tool-adk").get(1).body())
        .contains("refunded Bern on aiops-tools");
    assertThat(outcome.result("later-mcp")).isEqualTo("refunded Bern");
    assertThat(outcome.result("later-method")).startsWith("paid back Bern on aiops-tools-");
    assertThat(outcome.spans())
        .filteredOn(span -> span.attribute("aiops.approval.state") != null)
        .extracting(
            AppSpan::name,
            span -> span.attribute("aiops.call.library"),
            span -> span.attribute("aiops.approval.state"))
        .containsExactlyInAnyOrder(
            tuple("execute_tool refund", "google-adk", "EXECUTED"),
            tuple("execute_tool refund", "mcp-sdk", "EXECUTED"),
            tuple("execute_tool org.example.loops.Till#payBack", "method", "EXECUTED"));
  }

  @Test
  void springAi_whoseMoneyIsToCome_holdsNoLoopUp_norDoesWhoBlocksIt() throws Exception {
    List<String> cases = List.of("flux", "dispose", "dear", "blocking");
    LoopAnswers.scriptStreams(provider, cases);
    AgentJvm.Outcome outcome;
    try (ControlAndApprovals planes = planes(cases)) {
      outcome = run(planes, SpringAiApps.newestClassPath(), Map.of(), LoopApp.class, cases);
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

  private static void approve(LoopbackBook book, int count) {
    try {
      for (int i = 0; i < count; i++) {
        book.approve(book.await(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      ControlAndApprovals planes,
      String classPath,
      Map<String, String> more,
      Class<?> app,
      List<String> cases)
      throws Exception {
    Map<String, String> settings = new HashMap<>(more);
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
    // what the MCP SDK and google-adk would bring along is older than what the others need
    Stream<String> adk =
        Arrays.stream(AdkJars.newestClassPath().split(File.pathSeparator, -1))
            .filter(jar -> !jar.contains("jackson-annotations-2.20"))
            .filter(jar -> !jar.contains("anthropic-java-"));
    Stream<String> anthropic =
        Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1))
            .filter(jar -> jar.contains("anthropic-java-"));
    return Stream.of(adk, anthropic, AgentJvm.awsClassPath())
        .flatMap(jars -> jars)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
