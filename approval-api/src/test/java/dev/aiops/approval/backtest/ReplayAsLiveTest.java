/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Counters;
import dev.aiops.approval.budget.GrantReply;
import dev.aiops.approval.budget.GrantReply.Granted;
import dev.aiops.approval.budget.GrantRequest;
import dev.aiops.approval.budget.Holder;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.budget.Report;
import dev.aiops.approval.engine.Draw;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.log.MemoryControlLog;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.policy.PolicyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replay decides as the control plane does, where each call is over before the next. */
class ReplayAsLiveTest {

  private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");
  private static final String POLICY =
      """
      budgets:
        - {name: live, daily_cap: 0.00001, max_lease: 0.000004, zone: America/Sao_Paulo}
      """;

  private final Policy policy = PolicyFile.read("policy", POLICY);
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sameCalls_areRefusedByBoth(long seed) throws Exception {
    List<Call> calls = calls(new Random(seed));
    assertThat(refusedByReplay(calls)).hasSizeBetween(20, 280).isEqualTo(refusedLive(calls));
  }

  private List<Call> calls(Random random) {
    List<Call> calls = new ArrayList<>();
    Instant at = START;
    for (int i = 0; i < 300; i++) {
      at = at.plusSeconds(60 + random.nextInt(3_600));
      int nanos = 1 + random.nextInt(random.nextInt(8) == 0 ? 6_000 : 900);
      String usd = "0.00000" + String.format(Locale.ROOT, "%04d", nanos);
      calls.add(Recorded.at(at.toString()).cost(usd).call());
    }
    return calls;
  }

  private List<Integer> refusedByReplay(List<Call> calls) {
    Judge judge = new Judge(policy);
    List<Integer> refused = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (judge.judge(calls.get(i)).refusal().isPresent()) {
        refused.add(i);
      }
    }
    return refused;
  }

  private List<Integer> refusedLive(List<Call> calls) throws Exception {
    List<Integer> refused = new ArrayList<>();
    try (Engine engine =
        Engine.start(
            new MemoryControlLog(), Limits.DEFAULT, SequencerSettings.DEFAULTS, now::get)) {
      engine.policy(policy, "ana").get(10, TimeUnit.SECONDS);
      for (int i = 0; i < calls.size(); i++) {
        now.set(calls.get(i).at());
        if (!isSent(engine, i, calls.get(i))) {
          refused.add(i);
        }
      }
    }
    return refused;
  }

  /** As a process of its own, that takes what the call needs and closes its lease. */
  private static boolean isSent(Engine engine, int i, Call call) throws Exception {
    Holder holder = new Holder("desk", "host/boot", "process-" + i);
    long cost = Objects.requireNonNull(call.bill().cost());
    GrantRequest request = new GrantRequest("ask-" + i, "live", holder, cost);
    GrantReply reply =
        engine.grant(new Draw(request, "desk", "live", "red", List.of())).get(10, TimeUnit.SECONDS);
    if (reply instanceof Granted granted) {
      Counters counters = new Counters(1, cost, 0, 0, 0);
      engine
          .close(List.of(new Report(granted.lease().toString(), holder, counters)))
          .get(10, TimeUnit.SECONDS);
      return true;
    }
    return false;
  }
}
