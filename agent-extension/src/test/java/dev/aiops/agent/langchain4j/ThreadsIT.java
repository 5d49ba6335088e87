/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.InstalledJava;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.example.threads.ThreadsApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which run a call belongs to, and that it is paid once, does not depend on the thread that makes
 * it. Virtual threads and structured concurrency are there where a JVM has them: {@link
 * InstalledJava#newest}.
 */
class ThreadsIT {

  private static final int RUNS = 50;
  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 50.00, lease_seconds: 300}]";

  @TempDir private Path folder;
  private final InstalledJava jvm = InstalledJava.newest();

  ThreadsIT() throws IOException {}

  @Test
  void callOnAnyThread_isInItsRun_andReservedAndSettledOnce() throws Exception {
    List<String> many = many();
    List<String> chains = chains();
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now());
        LoopbackProvider provider = LoopbackProvider.start()) {
      outcome = run(provider, control, Stream.concat(many.stream(), chains.stream()).toList());
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
      many.forEach(name -> assertThat(requests(provider, name)).isEqualTo(2 * RUNS));
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    many.forEach(name -> runsNeverMix(outcome, name));
    chains.forEach(name -> callsAreInTheirRun(outcome, name));
    List<AppSpan> calls = outcome.spans().stream().filter(AppSpan::isModelCall).toList();
    assertThat(calls).hasSize(3 * RUNS * many.size() + 2 * chains.size());
    assertThat(calls).extracting(s -> s.attribute("aiops.call.outcome")).containsOnly("ok");
    // 100 at 2.50 and 20 at 10.00 USD per million, each once; an attempt that got no answer counts
    // in full
    assertThat(calls)
        .filteredOn(span -> "1".equals(String.valueOf(span.attribute("aiops.call.attempts"))))
        .hasSizeGreaterThan(calls.size() * 9 / 10)
        .extracting(span -> span.attribute("aiops.budget.charged"))
        .containsOnly("0.000450000");
    // a lease that ran out unreported would count as spent, so it lasts longer than the app
    assertThat(spent).isEqualByComparingTo(charged(calls));
  }

  private static BigDecimal charged(List<AppSpan> calls) {
    return calls.stream()
        .map(span -> new BigDecimal(String.valueOf(span.attribute("aiops.budget.charged"))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<String> many() {
    return jvm.release() >= 21 ? List.of("pool", "virtual") : List.of("pool");
  }

  private List<String> chains() {
    return jvm.release() >= 25
        ? List.of("chain", "virtualchain", "structured")
        : jvm.release() >= 21 ? List.of("chain", "virtualchain") : List.of("chain");
  }

  private AgentJvm.Outcome run(LoopbackProvider provider, TestControl control, List<String> cases)
      throws Exception {
    Path prices = folder.resolve("prices.txt");
    Files.writeString(
        prices,
        """
        provider openai
          model wire
            starts_with wire-
            price input_mtok=2.5 output_mtok=10
        """);
    List<String> arguments =
        new ArrayList<>(List.of(Integer.toString(provider.port()), Integer.toString(RUNS)));
    arguments.addAll(cases);
    return AgentJvm.on(
        jvm.home(),
        jvm.release() >= 25 ? List.of("--enable-preview") : List.of(),
        folder,
        Map.of(
            "aiops.prices.file",
            prices.toString(),
            "aiops.runs.methods",
            "org.example.threads.Steps[chain,structured]",
            "otel.service.name",
            "support-chat",
            "aiops.model.hosts",
            "127.0.0.1:" + provider.port() + "=openai",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()),
        ThreadsApp.class,
        arguments.toArray(new String[0]));
  }

  private static int requests(LoopbackProvider provider, String name) {
    return IntStream.range(0, RUNS).map(i -> provider.requests("tools-" + name + "-" + i)).sum();
  }

  private static void runsNeverMix(AgentJvm.Outcome outcome, String name) {
    assertThat(outcome.result(name)).isEqualTo("right " + RUNS);
    for (int i = 0; i < RUNS; i++) {
      String model = "wire-" + name + "-" + i;
      assertThat(CaseSpans.of(outcome, model).tree())
          .containsExactly(
              "invoke_agent Helper",
              "  chat " + model,
              "  execute_tool ask",
              "    invoke_agent Expert",
              "      chat " + model + "-expert",
              "  chat " + model);
    }
  }

  private static void callsAreInTheirRun(AgentJvm.Outcome outcome, String name) {
    assertThat(outcome.result(name)).isEqualTo("echo: one, echo: two");
    assertThat(CaseSpans.of(outcome, "wire-" + name).tree())
        .containsExactly("invoke_agent Steps", "  chat wire-" + name, "  chat wire-" + name);
  }
}
