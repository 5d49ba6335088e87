/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CeilingPrice;
import dev.aiops.pricing.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.BudgetExceededException;
import io.opentelemetry.javaagent.aiops.budget.BudgetUnavailableException;
import io.opentelemetry.javaagent.aiops.budget.CostUnboundedException;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets.Terms;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call is admitted for, and what it is charged for each way in which it can end. */
class BudgetedCallsTest {

  /**
   * Of gpt-4o with a body of 1,000 bytes and 100 tokens of answer: 2.50 and 10 USD a million, and a
   * nano-USD for each component that is rounded.
   */
  private static final long BOUND = 2_024 * 2_500L + 100 * 10_000L + 3;

  private static final Usage USAGE = Usage.builder().inputTokens(200).outputTokens(50).build();
  private static final long COST = 200 * 2_500L + 50 * 10_000L;

  private final FixedBudgets budgets = new FixedBudgets();
  private @Nullable Rig rig;

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  private ModelCall call(ModelRequest.Builder request) {
    if (rig == null) {
      rig = Rig.capped(budgets);
    }
    ModelCall call = ModelCalls.start(Context.root(), request.build());
    call.endpoint(null, "api.openai.com", 443);
    return call;
  }

  private ModelCall call() {
    return call(request());
  }

  private static ModelRequest.Builder request() {
    return ModelRequest.of(Operation.CHAT, "test")
        .provider("openai")
        .model("gpt-4o")
        .facts(() -> CallFacts.builder(1_000).maxOutputTokens(100).build());
  }

  private SpanData span() {
    return rig().span("chat gpt-4o");
  }

  private Rig rig() {
    if (rig == null) {
      throw new IllegalStateException("no call yet");
    }
    return rig;
  }

  private @Nullable String text(String key) {
    return span().getAttributes().get(AttributeKey.stringKey("aiops.budget." + key));
  }

  private @Nullable List<String> texts(String key) {
    return span().getAttributes().get(AttributeKey.stringArrayKey("aiops.budget." + key));
  }

  private static void answered(ModelCall call, @Nullable Usage usage) {
    call.attemptStarted().answered(200);
    call.succeed(ModelResponse.builder().model("gpt-4o").usage(usage).outputChars(40).build());
  }

  @Test
  void succeed_chargesWhatTheCallCost() {
    budgets.with(new Terms("support"), 1_000_000_000);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    assertThat(budgets.reserved("support")).as("the bound is set aside").isEqualTo(BOUND);
    answered(call, USAGE);

    assertThat(budgets.reserved("support")).isZero();
    assertThat(budgets.spent("support")).isEqualTo(COST);
    assertThat(text("charged")).isEqualTo("0.001000000");
    assertThat(text("charge")).isEqualTo("actual");
    assertThat(span().getAttributes().get(AttributeKey.stringArrayKey("aiops.budget.leases")))
        .containsExactly("support:2026-11-26:1");
    assertThat(span().getAttributes().get(AttributeKey.stringKey("aiops.cost.usd")))
        .isEqualTo("0.001000000");
  }

  @Test
  void admit_aBoundThatDoesNotFit_isRefusedAndTold() {
    budgets.with(new Terms("support"), BOUND - 1);
    ModelCall call = call();
    RuntimeException refusal = call.admit();

    assertThat(refusal)
        .isInstanceOf(BudgetExceededException.class)
        .hasMessageContaining("it can cost up to 0.006060003 USD")
        .hasMessageContaining("role finance can raise the cap");
    SpanData span = span();
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("budget_exceeded");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("aiops.call.outcome")))
        .isEqualTo("refused");
    assertThat(text("name")).isEqualTo("support");
    assertThat(text("rule")).isEqualTo("cap_reached");
    assertThat(text("day")).isEqualTo("2026-11-26");
    assertThat(text("cap")).isEqualTo("0.006060002");
    assertThat(text("spent")).isEqualTo("0.000000000");
    assertThat(text("leased")).isEqualTo("0.006060002");
    assertThat(text("asked")).isEqualTo("0.006060003");
    assertThat(rig().events().get(1).toString()).contains("budget_exceeded");
    assertThat(budgets.spent("support")).isZero();
  }

  @Test
  void admit_severalBudgets_allMustAgree() {
    budgets.with(new Terms("all"), 1_000_000_000).with(new Terms("small"), BOUND - 1);
    assertThat(call().admit()).hasMessageContaining("the budget small has a cap");
    assertThat(budgets.reserved("all")).as("nothing stays set aside").isZero();
  }

  @Test
  void admit_aBudgetOfOtherModels_isNotAsked() {
    budgets.with(new Terms("others").model("claude-*"), 0);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    answered(call, USAGE);
    assertThat(text("charge")).isNull();
  }

  @Test
  void admit_observed_isNeverRefusedButSaysWhoWouldHave() {
    budgets.with(new Terms("watch").observing(), BOUND - 1);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    answered(call, USAGE);
    assertThat(span().getAttributes().get(AttributeKey.stringArrayKey("aiops.budget.would_refuse")))
        .containsExactly("watch");
  }

  @Test
  void admit_halted_isUnavailable() {
    budgets.with(new Terms("support").halted("runaway agent"), 1_000_000_000);
    assertThat(call().admit())
        .isInstanceOf(BudgetUnavailableException.class)
        .hasMessageContaining("it is halted: runaway agent");
  }

  @Test
  void admit_nothingHeardYet_isUnavailable() {
    budgets.unknown();
    assertThat(call().admit())
        .isInstanceOf(BudgetUnavailableException.class)
        .hasMessageContaining("approval-api does not answer, since 2026-11-26T10:00:00Z");
    assertThat(span().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("budget_unavailable");
  }

  @Test
  void admit_unknownPrice_isRefusedWithTheRemedy() {
    budgets.with(new Terms("support"), 1_000_000_000);
    assertThat(call(request().model("no-such-model-x")).admit())
        .isInstanceOf(CostUnboundedException.class)
        .hasMessageContaining("add the model to aiops.prices.file");
  }

  @Test
  void admit_unknownPriceWithACeiling_isChargedByTheCeiling() {
    CeilingPrice ceiling =
        CeilingPrice.ofMillionTokens(BigDecimal.valueOf(30), BigDecimal.valueOf(150));
    budgets.with(new Terms("support").ceiling(ceiling), 1_000_000_000);
    ModelCall call = call(request().model("no-such-model-x"));
    assertThat(call.admit()).isNull();
    call.attemptStarted().answered(200);
    call.succeed(ModelResponse.builder().usage(USAGE).outputChars(40).build());
    assertThat(rig().spans()).hasSize(1);
    assertThat(budgets.spent("support")).isEqualTo(200 * 30_000L + 50 * 150_000L);
  }

  @Test
  void admit_noLimitOfTheAnswer_putsThePolicysIntoTheRequest() {
    CeilingPrice ceiling = CeilingPrice.ofMillionTokens(BigDecimal.ONE, BigDecimal.ONE);
    budgets.with(new Terms("support").ceiling(ceiling).inject(256), 1_000_000_000);
    ModelCall call =
        call(request().model("no-such-model-x").facts(() -> CallFacts.builder(10).build()));
    assertThat(call.admit()).isNull();
    assertThat(call.injectMaxTokens()).isEqualTo(256);
    call.cancel();
  }

  @Test
  void admit_aRequestThatCouldNotBeRead_isRefused() {
    budgets.with(new Terms("support"), 1_000_000_000);
    assertThat(call(request().facts(() -> null)).admit())
        .isInstanceOf(CostUnboundedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {IllegalStateException.class, NoClassDefFoundError.class, OutOfMemoryError.class})
  void admit_aFaultOfOurs_isARefusal(Class<? extends Throwable> fault) throws Exception {
    budgets.with(new Terms("support"), 1_000_000_000);
    budgets.failWith(fault.getConstructor(String.class).newInstance("injected"));
    assertThat(call().admit())
        .isInstanceOf(BudgetUnavailableException.class)
        .hasMessageContaining("injected");
  }

  @Test
  void attempt_withoutAdmission_asksFirst() {
    budgets.with(new Terms("support"), BOUND - 1);
    assertThat(call().attemptStarted().refusal()).isInstanceOf(BudgetExceededException.class);
  }

  @Test
  void usage_thatIsMissing_isChargedInFull() {
    charged(null, BOUND, "full");
  }

  @Test
  void usage_ofZero_isChargedInFull() {
    charged(Usage.builder().inputTokens(0).outputTokens(0).build(), BOUND, "full");
  }

  @Test
  void usage_withoutOutputWhereTextCame_isChargedInFull() {
    charged(Usage.builder().inputTokens(10).outputTokens(0).build(), BOUND, "full");
  }

  @Test
  void usage_thatIsNegative_isChargedInFull() {
    charged(Usage.builder().inputTokens(-5).outputTokens(50).build(), BOUND, "full");
  }

  @Test
  void usage_aboveTheBound_isChargedAndCounted() {
    charged(
        Usage.builder().inputTokens(1_000_000).outputTokens(50).build(),
        1_000_000 * 2_500L + 50 * 10_000L,
        "actual");
    assertThat(budgets.account("support").boundExceeded()).isEqualTo(1);
  }

  private void charged(@Nullable Usage usage, long nanoUsd, String charge) {
    budgets.with(new Terms("support"), 1_000_000_000);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    answered(call, usage);
    assertThat(text("charge")).isEqualTo(charge);
    assertThat(budgets.spent("support")).isEqualTo(nanoUsd);
    assertThat(budgets.reserved("support")).isZero();
  }

  @Test
  void usage_ofAnUnpricedModelServed_isChargedInFull() {
    budgets.with(new Terms("support"), 1_000_000_000);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    call.attemptStarted().answered(200);
    call.succeed(ModelResponse.builder().model("surprise-9").usage(USAGE).outputChars(4).build());
    assertThat(text("charge")).isEqualTo("full");
    assertThat(budgets.spent("support")).isEqualTo(BOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 429})
  void fail_refusedByTheProvider_isFree(int status) {
    ended(
        call -> {
          call.attemptStarted().answered(status);
          call.fail(new IllegalStateException("" + status));
        });
    assertThat(budgets.spent("support")).isZero();
    assertThat(text("charge")).isEqualTo("none");
  }

  @Test
  void fail_neverReached_isFree() {
    ended(
        call -> {
          call.attemptStarted().failed(new ConnectException("refused"));
          call.fail(new IllegalStateException("unreachable"));
        });
    assertThat(budgets.spent("support")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void fail_theProviderBroke_isChargedInFull(int status) {
    ended(
        call -> {
          call.attemptStarted().answered(status);
          call.fail(new IllegalStateException("" + status));
        });
    assertThat(budgets.spent("support")).isEqualTo(BOUND);
    assertThat(text("charge")).isEqualTo("full");
  }

  @Test
  void fail_timedOut_isChargedInFull() {
    ended(
        call -> {
          call.attemptStarted().failed(new SocketTimeoutException("no answer"));
          call.fail(new IllegalStateException("timeout"));
        });
    assertThat(budgets.spent("support")).isEqualTo(BOUND);
  }

  @Test
  void cut_abandonedOrCancelled_isChargedInFullAlsoWithUsageTold() {
    List<Consumer<ModelCall>> ends =
        List.of(call -> call.cut(null), ModelCall::abandon, ModelCall::cancel);
    budgets.with(new Terms("support"), 1_000_000_000);
    for (var end : ends) {
      ModelCall call = call();
      assertThat(call.admit()).isNull();
      call.attemptStarted().answered(200);
      call.update(ModelResponse.builder().usage(USAGE).build());
      end.accept(call);
    }
    assertThat(budgets.spent("support")).isEqualTo(3 * BOUND);
    assertThat(budgets.reserved("support")).isZero();
  }

  @Test
  void attempt_afterOneThatMayBeBilled_setsAnotherBoundAside() {
    budgets.with(new Terms("support"), 3 * BOUND);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    call.attemptStarted().failed(new SocketTimeoutException("no answer"));
    Attempt second = call.attemptStarted();
    assertThat(second.refusal()).isNull();
    assertThat(budgets.reserved("support")).isEqualTo(2 * BOUND);
    second.answered(429);
    Attempt third = call.attemptStarted();
    assertThat(budgets.reserved("support")).as("a refused attempt is free").isEqualTo(2 * BOUND);
    third.answered(200);
    call.succeed(ModelResponse.builder().model("gpt-4o").usage(USAGE).outputChars(4).build());

    assertThat(text("charged")).isEqualTo("0.007060003");
    assertThat(budgets.spent("support")).isEqualTo(BOUND + COST);
  }

  @Test
  void attempt_admittedByAnotherLease_theCallSaysWhatEachWasCharged() {
    budgets.with(new Terms("support"), BOUND);
    budgets.lease("support", BOUND);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    call.attemptStarted().failed(new SocketTimeoutException("no answer"));
    assertThat(call.attemptStarted().refusal()).isNull();
    call.succeed(ModelResponse.builder().model("gpt-4o").usage(USAGE).outputChars(4).build());

    assertThat(text("charged")).isEqualTo("0.007060003");
    assertThat(texts("leases"))
        .as("the newest is asked first")
        .containsExactly("support:2026-11-26:2", "support:2026-11-26:1");
    assertThat(texts("shares")).containsExactly("0.006060003", "0.001000000");
  }

  @Test
  void attempt_thatDoesNotFitAnyMore_isRefusedAndTheEarlierOneCharged() {
    budgets.with(new Terms("support"), 2 * BOUND - 1);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    call.attemptStarted().failed(new SocketTimeoutException("no answer"));
    RuntimeException refusal = call.attemptStarted().refusal();
    assertThat(refusal).isInstanceOf(BudgetExceededException.class);
    call.fail(new IllegalStateException("wrapped", refusal));

    assertThat(budgets.spent("support")).isEqualTo(BOUND);
    assertThat(budgets.reserved("support")).isZero();
    assertThat(span().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("budget_exceeded");
    assertThat(text("name")).isEqualTo("support");
  }

  @Test
  void attempt_afterTheEnd_isRefused() {
    ended(ModelCall::cancel);
    long before = budgets.spent("support");
    assertThat(lastCall().attemptStarted().refusal()).isNotNull();
    assertThat(budgets.spent("support")).isEqualTo(before);
  }

  private @Nullable ModelCall last;

  private ModelCall lastCall() {
    if (last == null) {
      throw new IllegalStateException("no call yet");
    }
    return last;
  }

  private void ended(Consumer<ModelCall> end) {
    budgets.with(new Terms("support"), 1_000_000_000);
    ModelCall call = call();
    last = call;
    assertThat(call.admit()).isNull();
    end.accept(call);
    assertThat(budgets.reserved("support")).isZero();
  }
}
