/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.BudgetUnavailableException;
import io.opentelemetry.javaagent.aiops.budget.CostUnboundedException;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaks that other budgets were found to have; {@code RATIONALE.md} has the list. */
class LeakListTest {

  private static final long BOUND = 2_024 * 2_500L + 100 * 10_000L + 3;
  private static final Usage USAGE = Usage.builder().inputTokens(200).outputTokens(50).build();
  private static final long COST = 200 * 2_500L + 50 * 10_000L;
  private static final int THREADS = 16;

  private final FixedBudgets budgets = new FixedBudgets();
  private final Rig rig = Rig.capped(budgets);

  @AfterEach
  void close() {
    rig.close();
  }

  private static ModelCall call(String model) {
    ModelCall call =
        ModelCalls.start(
            Context.root(),
            ModelRequest.of(Operation.CHAT, "test")
                .provider("openai")
                .model(model)
                .facts(() -> CallFacts.builder(1_000).maxOutputTokens(100).build())
                .build());
    call.endpoint(null, "api.openai.com", 443);
    return call;
  }

  private static ModelCall call() {
    return call("gpt-4o");
  }

  private static void answered(ModelCall call) {
    call.attemptStarted().answered(200);
    call.succeed(ModelResponse.builder().model("gpt-4o").usage(USAGE).outputChars(40).build());
  }

  private void cap(long nanoUsd) {
    budgets.with(new FixedBudgets.Terms("support"), nanoUsd);
  }

  private void holds(long spent, long reserved) {
    assertThat(List.of(budgets.spent("support"), budgets.reserved("support")))
        .as("spent, reserved")
        .containsExactly(spent, reserved);
  }

  /** Does it in {@value THREADS} threads at once. */
  private static <T> List<T> together(Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.await(20, TimeUnit.SECONDS);
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void item01_checkThenAdd_isOneStep() throws Exception {
    cap(10 * BOUND);
    answered(admitted());
    List<Boolean> sent = together(() -> call().admit() == null);
    assertThat(sent.stream().filter(each -> each)).as("what fits beside one call").hasSize(9);
    holds(COST, 9 * BOUND);
  }

  private static ModelCall admitted() {
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    return call;
  }

  @Test
  void item02_concurrentFirstRequests_reserveBeforeTheyAreSent() throws Exception {
    cap(3 * BOUND);
    List<Boolean> sent = together(() -> call().attemptStarted().refusal() == null);
    assertThat(sent.stream().filter(each -> each)).hasSize(3);
    holds(0, 3 * BOUND);
  }

  @Test
  void item03_cancelledCalls_holdNothing() {
    cap(1_000_000_000);
    List<ModelCall> calls = IntStream.range(0, 20).mapToObj(i -> admitted()).toList();
    calls.forEach(ModelCall::cancel);
    assertThat(budgets.reserved("support")).isZero();
    ModelCall abandoned = admitted();
    abandoned.attemptStarted().answered(200);
    abandoned.abandon();
    assertThat(budgets.reserved("support")).isZero();
  }

  @Test
  void item04_endingTwice_chargesOnce() {
    cap(1_000_000_000);
    ModelCall call = admitted();
    answered(call);
    call.fail(new IllegalStateException("in the app"));
    call.cancel();
    rig.spans();
    holds(COST, 0);
  }

  @Test
  void item05_aReservationThatFails_isARefusal() {
    IllegalStateException fault = new IllegalStateException("no counter");
    try (Rig faulty = Rig.capped(new FaultyBudgets(FaultyBudgets.Step.RESERVE, fault))) {
      assertThat(call().admit()).as("of %s", faulty).isInstanceOf(BudgetUnavailableException.class);
    }
  }

  @Test
  void item06_aCancelledStream_isChargedInFull() {
    cap(1_000_000_000);
    ModelCall call = admitted();
    call.attemptStarted().answered(200);
    call.firstChunk();
    call.received(12);
    call.cancel();
    holds(BOUND, 0);
  }

  @Test
  void item07_whatIsEnforced_isWhatIsRecorded() {
    cap(1_000_000_000);
    answered(admitted());
    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("aiops.cost.usd")))
        .isEqualTo(span.getAttributes().get(AttributeKey.stringKey("aiops.budget.charged")))
        .isEqualTo("0.001000000");
    holds(COST, 0);
  }

  @Test
  void item08_underLoadBelowTheCap_noCallIsRefused() throws Exception {
    long each = 50;
    cap(THREADS * (each * COST + BOUND));
    List<Long> sent =
        together(
            () -> {
              for (long i = 0; i < each; i++) {
                answered(admitted());
              }
              return each;
            });
    assertThat(sent).hasSize(THREADS);
    holds(THREADS * each * COST, 0);
  }

  @Test
  void item10_aCallWithoutAPrice_isRefused() {
    cap(1_000_000_000);
    assertThat(call("no-such-model-x").admit())
        .isInstanceOf(CostUnboundedException.class)
        .hasMessageContaining("support");
  }

  @Test
  void item11_retriesAndFallbacks_areEachSetAside() {
    cap(3 * BOUND);
    ModelCall call = admitted();
    call.attemptStarted().failed(new SocketTimeoutException("no answer"));
    assertThat(call.attemptStarted().refusal()).isNull();
    ModelCall fallback = admitted();
    holds(0, 3 * BOUND);
    assertThat(call().admit()).as("a fourth").isNotNull();
    call.fail(new IllegalStateException("no answer"));
    answered(fallback);
    holds(2 * BOUND + COST, 0);
  }

  @Test
  void item12_aCallSeenByTwoHooks_isChargedOnce() {
    cap(1_000_000_000);
    ModelCall outer = admitted();
    ModelCall inner = inside(outer);
    assertThat(inner.admit()).isNull();
    inner.attemptStarted().answered(200);
    ModelResponse answer =
        ModelResponse.builder().model("gpt-4o").usage(USAGE).outputChars(40).build();
    inner.succeed(answer);
    outer.succeed(answer);
    assertThat(rig.spans()).hasSize(1);
    holds(COST, 0);
  }

  private static ModelCall inside(ModelCall outer) {
    assertThat(Span.fromContext(outer.context()).isRecording()).isTrue();
    return ModelCalls.start(
        outer.context(), ModelRequest.of(Operation.CHAT, "below").model("gpt-4o").build());
  }

  @Test
  void item13_theRefusal_namesTheBudgetAndTheRemedy() {
    cap(BOUND - 1);
    assertThat(call().admit())
        .hasMessageContaining("the budget support has a cap of 0.006060002 USD")
        .hasMessageContaining("role finance can raise the cap");
  }
}
