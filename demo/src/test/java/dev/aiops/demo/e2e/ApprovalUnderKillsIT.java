/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.provider.ProviderSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Actions that wait for a person, with the real control plane and log, while {@code kill -9} ends
 * the app, approval-api and ClickHouse: what nobody approved never runs, what somebody approved
 * runs once at most.
 */
@Tag("long")
class ApprovalUnderKillsIT {

  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 10;
  private static final int MOST = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String POLICY =
      """
      budgets: []
      approvals:
        - {name: payments, tools: [pay], approvers: [finance], wait: 30s, outcome_within: 2s}
      """;

  private static ProviderSimulator provider;

  @TempDir Path folder;

  private KillableClickHouse clickHouse;
  private ControlPlane control;

  @BeforeAll
  static void startProvider() {
    provider = ProviderSimulator.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @BeforeEach
  void start() {
    clickHouse = KillableClickHouse.start(folder.resolve("clickhouse"));
    control = ControlPlane.start(clickHouse.database(), folder.resolve("control"), POLICY);
  }

  @AfterEach
  void stop() {
    control.close();
    clickHouse.close();
  }

  @RepeatedTest(ROUNDS)
  void appKilled_betweenUseAndCall_neverPays(RepetitionInfo round) {
    Killer killer = new Killer("/consume", false);
    assertThat(paid(approvedThenKilled(killer))).as("round " + round).isEmpty();
  }

  @RepeatedTest(ROUNDS)
  void appKilled_betweenCallAndReport_paysOnce(RepetitionInfo round) {
    Killer killer = new Killer("/outcome", true);
    assertThat(paid(approvedThenKilled(killer))).as("round " + round).isEqualTo(Map.of("one", 1));
  }

  /** Lets one action be approved and the app be killed; then asks for it once more. */
  private ForkedApp approvedThenKilled(Killer killer) {
    try (Wiretap tap = Wiretap.before(control.url(), killer);
        ScenarioJvm app = ScenarioJvm.under(agent(tap), provider)) {
      killer.victim = app.app();
      app.send(pay("one"));
      JsonNode waits = control.firstPending();
      control.decide(waits, true, "so says a test");
      Await.until("it is killed", () -> !app.app().isAlive());
      String id = waits.get("id").asText();
      Await.until(
          "nobody knows what came of it",
          () -> control.approval(id).get("state").asText().equals("OUTCOME_UNKNOWN"));
      askAgain(tap, id);
      return app.app();
    }
  }

  /** What was approved once and may have run waits for a person again. */
  private void askAgain(Wiretap tap, String before) {
    try (ScenarioJvm again = ScenarioJvm.under(agent(tap), provider)) {
      again.send(pay("one"));
      assertThat(control.firstPending().get("id").asText()).isNotEqualTo(before);
      again.app().kill();
      assertThat(paid(again.app())).isEmpty();
    }
  }

  private Agent agent(Wiretap tap) {
    return governed().with("aiops.control.url", tap.url().toString());
  }

  private Agent governed() {
    Agent agent = Agent.writingTo(clickHouse.database(), folder.resolve("spool")).named("payer");
    return control.governing(agent, folder.resolve("counters"));
  }

  private static Command pay(String id) {
    return Command.of("agent.sync", id)
        .timeoutMs(60_000)
        .message("@call pay {\"id\": \"" + id + "\"}\n@then\n@say done");
  }

  /** How often each was paid. */
  private static Map<String, Integer> paid(ForkedApp app) {
    Map<String, Integer> times = new TreeMap<>();
    for (String line : app.linesWith("paid ")) {
      if (line.startsWith("paid ")) times.merge(line.substring(5), 1, Integer::sum);
    }
    return times;
  }

  /** Kills the app at the first request of a kind, before or after the control plane has it. */
  private static final class Killer implements Wiretap.Tap {

    private final String end;
    private final boolean before;
    private volatile ForkedApp victim;

    Killer(String end, boolean before) {
      this.end = end;
      this.before = before;
    }

    @Override
    public boolean asked(String path) {
      return !before || lives(path);
    }

    @Override
    public boolean answered(String path) {
      return before || lives(path);
    }

    private boolean lives(String path) {
      boolean meant = path.endsWith(end) && victim.isAlive();
      if (meant) victim.kill();
      return !meant;
    }
  }

  @Test
  void controlPlaneAndLogKilled_eachApprovedActionRunsOnceAtMost() {
    try (ScenarioJvm app = ScenarioJvm.under(governed(), provider)) {
      Person person = new Person(control, new Random(20261127));
      CompletableFuture<Void> decides = CompletableFuture.runAsync(person);
      CompletableFuture<Void> kills = CompletableFuture.runAsync(this::killAll);
      for (int i = 0; i < MOST && !kills.isDone(); i += AT_ONCE) askFor(app, i);
      kills.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      askFor(app, MOST);
      person.stop.set(true);
      decides.join();
      check(paid(app.app()));
    }
  }

  private static void askFor(ScenarioJvm app, int from) {
    app.run(IntStream.range(from, from + AT_ONCE).mapToObj(i -> pay("p" + i)).toList());
  }

  private void killAll() {
    List<Runnable> victims = new ArrayList<>();
    for (int i = 0; i < 4; i++) victims.add(control::killAndStart);
    for (int i = 0; i < 2; i++) victims.add(clickHouse::killAndStart);
    Collections.shuffle(victims, new Random(20261127));
    for (Runnable victim : victims) {
      Await.elapsed(Duration.ofSeconds(4));
      victim.run();
    }
  }

  private void check(Map<String, Integer> paid) {
    Map<String, Integer> states = new TreeMap<>();
    for (JsonNode approval : control.approvals()) {
      String state = approval.get("state").asText();
      states.merge(state, 1, Integer::sum);
      String id = approval.get("arguments").get("id").asText();
      boolean used = List.of("CONSUMED", "EXECUTED", "FAILED", "OUTCOME_UNKNOWN").contains(state);
      if (!used) assertThat(paid).as(state).doesNotContainKey(id);
      if (state.equals("EXECUTED")) assertThat(paid).containsEntry(id, 1);
    }
    System.out.printf("%d paid; approvals %s%n", paid.size(), states);
    assertThat(paid.values()).allMatch(times -> times == 1);
    assertThat(paid).hasSizeGreaterThan(AT_ONCE);
    assertThat(states).containsKeys("EXECUTED", "DENIED");
    assertThat(control.verify()).contains("The control log is whole.");
  }

  /** Decides whatever waits, and tries again where the control plane does not answer. */
  private static final class Person implements Runnable {

    private final ControlPlane control;
    private final Random random;
    private final AtomicBoolean stop = new AtomicBoolean();

    Person(ControlPlane control, Random random) {
      this.control = control;
      this.random = random;
    }

    @Override
    public void run() {
      while (!stop.get()) {
        try {
          control.pending().forEach(this::decide);
          Await.elapsed(Duration.ofMillis(20));
        } catch (RuntimeException | AssertionError e) {
          Await.elapsed(Duration.ofMillis(100));
        }
      }
    }

    private void decide(JsonNode approval) {
      control.decide(approval, random.nextInt(4) != 0, "so says a test");
    }
  }
}
