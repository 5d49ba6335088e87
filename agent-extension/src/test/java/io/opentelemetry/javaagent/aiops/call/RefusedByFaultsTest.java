/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.BudgetUnavailableException;
import io.opentelemetry.javaagent.aiops.budget.CallAsk;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets.Step;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.budget.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each step of a reservation throws: the call is refused, and at its end its money is kept. */
class RefusedByFaultsTest {

  private static final long BOUND = 2_024 * 2_500L + 100 * 10_000L + 3;

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("injected"),
        new NoClassDefFoundError("injected"),
        new OutOfMemoryError("injected"),
        new StackOverflowError("injected"));
  }

  static Stream<Arguments> steps() {
    return Stream.of(Step.values())
        .flatMap(step -> faults().map(fault -> Arguments.of(step, fault)));
  }

  private static ModelRequest.Builder request() {
    return ModelRequest.of(Operation.CHAT, "test")
        .provider("openai")
        .model("gpt-4o")
        .facts(RefusedByFaultsTest::facts);
  }

  private static CallFacts facts() {
    return CallFacts.builder(1_000).maxOutputTokens(100).build();
  }

  private static ModelCall start(ModelRequest.Builder request) {
    ModelCall call = ModelCalls.start(Context.root(), request.build());
    call.endpoint(null, "api.openai.com", 443);
    return call;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void admit_aStepThrows_isARefusalThatKeepsNothing(Step step, Throwable fault) {
    FaultyBudgets budgets = new FaultyBudgets(step, fault);
    try (Rig rig = Rig.capped(budgets)) {
      ModelCall call = start(request());
      assertThat(call.admit())
          .isInstanceOf(BudgetUnavailableException.class)
          .hasMessageContaining("injected");
      assertThat(call.attemptStarted().refusal()).as("asked again").isNotNull();
      assertThat(budgets.reserved()).as("in the budget beside it").isZero();
      assertThat(rig.openSpans()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void attempt_withoutAdmission_whereAStepThrows_isARefusal(Throwable fault) {
    for (Step step : Step.values()) {
      try (Rig rig = Rig.capped(new FaultyBudgets(step, fault))) {
        assertThat(start(request()).attemptStarted().refusal())
            .as("%s of %s", step, rig)
            .isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void start_theFactsThrow_isARefusal(Throwable fault) {
    FixedBudgets budgets =
        new FixedBudgets().with(new FixedBudgets.Terms("support"), 1_000_000_000);
    Supplier<CallFacts> facts =
        () -> {
          throw sneaky(fault);
        };
    try (Rig rig = Rig.capped(budgets)) {
      ModelCall call = start(request().facts(facts));
      assertThat(call.admit()).as("of %s", rig).hasMessageContaining("injected");
      assertThat(call.attemptStarted().refusal()).isNotNull();
      assertThat(budgets.reserved("support")).isZero();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable fault) throws T {
    throw (T) fault;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void admit_theClockThrows_isTheLastRefusal(Throwable fault) {
    AtomicBoolean broken = new AtomicBoolean();
    Gate gate =
        new Gate(
            new FixedBudgets().with(new FixedBudgets.Terms("support"), 1_000_000_000),
            CostBounds.by(PriceCatalogue.bundled()),
            Gate.Waits.DEFAULT,
            () -> {},
            () -> {
              if (broken.get()) {
                throw RefusedByFaultsTest.<RuntimeException>sneaky(fault);
              }
              return Instant.EPOCH;
            });
    broken.set(true);
    Verdict verdict =
        gate.admit(new CallAsk("", "", "gpt-4o", "openai", "api.openai.com", facts(), null));
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void succeed_theAnswerThrows_isChargedInFull(Throwable fault) {
    FixedBudgets budgets =
        new FixedBudgets().with(new FixedBudgets.Terms("support"), 1_000_000_000);
    try (Rig rig = Rig.capped(budgets)) {
      ModelCall call = start(request());
      assertThat(call.admit()).isNull();
      call.attemptStarted().answered(200);
      call.succeed(
          () -> {
            throw RefusedByFaultsTest.<RuntimeException>sneaky(fault);
          });
      assertThat(rig.spans()).hasSize(1);
      assertThat(List.of(budgets.spent("support"), budgets.reserved("support")))
          .containsExactly(BOUND, 0L);
    }
  }

  @Test
  void cancel_beforeTheCallIsAdmitted_sendsNothingAndKeepsNothing() {
    FixedBudgets budgets =
        new FixedBudgets().with(new FixedBudgets.Terms("support"), 1_000_000_000);
    try (Rig rig = Rig.capped(budgets)) {
      ModelCall call = start(request());
      call.cancel();
      assertThat(call.admit()).as("of %s", rig).hasMessageContaining("the call has ended already");
      assertThat(call.attemptStarted().refusal()).isNotNull();
      assertThat(List.of(budgets.spent("support"), budgets.reserved("support")))
          .containsExactly(0L, 0L);
    }
  }
}
