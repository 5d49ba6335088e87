/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.pricing.CallFacts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.BudgetUnavailableException;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets;
import io.opentelemetry.javaagent.aiops.budget.LateBudgets;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls on an event loop whose money is still to come. */
@Timeout(30)
class ElsewhereTest {

  private static final ContextKey<String> APPS = ContextKey.named("an app's own");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("aiops.call.outcome");

  private final FixedBudgets money = new FixedBudgets().with(new FixedBudgets.Terms("all"), 0);
  private final LateBudgets budgets = new LateBudgets(money);
  private final Rig rig = Rig.capped(budgets);
  private final AtomicInteger sent = new AtomicInteger();

  @AfterEach
  void close() {
    rig.close();
  }

  private static <T> T onLoop(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, "nioEventLoopGroup-2-1").start();
    return task.get(10, TimeUnit.SECONDS);
  }

  private static ModelCall call() {
    ModelRequest request =
        ModelRequest.of(Operation.CHAT, "test")
            .model("gpt-4o")
            .facts(() -> CallFacts.builder(1_000).maxOutputTokens(100).build())
            .build();
    ModelCall call = ModelCalls.start(Context.root().with(APPS, "kept"), request);
    call.endpoint("openai", "api.openai.com", 443);
    return call;
  }

  private CompletableFuture<Integer> send() {
    return CompletableFuture.completedFuture(sent.incrementAndGet());
  }

  @Test
  void mustWait_moneyAtHand_isDecidedOnTheThreadAtOnce() throws Exception {
    money.lease("all", 1_000_000_000);
    ModelCall call = call();
    assertThat(onLoop(call::mustWait)).isFalse();
    assertThat(call.admit()).isNull();
    call.cancel();
  }

  @Test
  void mustWait_moneyToCome_isOfEventLoopsOnly_andHoldsNothing() throws Exception {
    ModelCall call = call();
    assertThat(call.mustWait()).isFalse();
    assertThat(onLoop(call::mustWait)).isTrue();
    assertThat(money.reserved("all")).isZero();
    call.cancel();
  }

  @Test
  void elsewhere_whenMoneyComes_makesTheCall_insideIt_onAThreadOfOurs() throws Exception {
    ModelCall call = call();
    CompletableFuture<String> made =
        onLoop(
            () ->
                call.elsewhere(
                    () -> {
                      Context inside = Context.current();
                      String where = Thread.currentThread().getName().replaceAll("\\d", "");
                      boolean ours = ModelCalls.current(inside) != null;
                      boolean first = ModelCalls.isElsewhere(inside);
                      boolean again = ModelCalls.isElsewhere(inside);
                      return CompletableFuture.completedFuture(
                          where + inside.get(APPS) + ours + first + again);
                    }));
    assertThat(made.isDone()).isFalse();
    budgets.come("all", 1_000_000_000);
    assertThat(made.get()).isEqualTo("aiops-calls-kepttruetruefalse");
    assertThat(money.reserved("all")).isPositive();
    call.succeed(ModelResponse.UNKNOWN);
    assertThat(rig.span("chat gpt-4o").getAttributes().get(OUTCOME)).isEqualTo("ok");
    assertThat(money.reserved("all")).isZero();
  }

  @Test
  void elsewhere_noMoneyComes_isRefused_andNothingIsSent() throws Exception {
    ModelCall call = call();
    CompletableFuture<Integer> made = onLoop(() -> call.elsewhere(this::send));
    budgets.none();
    assertThatThrownBy(made::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CallRefusedException.class);
    assertThat(sent).hasValue(0);
    assertThat(rig.span("chat gpt-4o").getAttributes().get(OUTCOME)).isEqualTo("refused");
  }

  @Test
  void elsewhere_cancelledWhileItWaits_sendsNothing_andHoldsNothing() throws Exception {
    ModelCall call = call();
    CompletableFuture<Integer> made = onLoop(() -> call.elsewhere(this::send));
    budgets.awaitOneWaiting();
    assertThat(made.cancel(true)).isTrue();
    budgets.awaitNoneWaiting(); // it was interrupted
    budgets.come("all", 1_000_000_000);
    assertThat(call.admit()).isInstanceOf(CallRefusedException.class);
    assertThat(sent).hasValue(0);
    assertThat(money.reserved("all") + money.spent("all")).isZero();
    assertThat(rig.span("chat gpt-4o").getAttributes().get(OUTCOME)).isEqualTo("cancelled");
  }

  @Test
  void elsewhere_aFaultOfOurs_isARefusal() throws Exception {
    ModelCall call = call();
    budgets.failWith(new IllegalStateException("on demand"));
    CompletableFuture<Integer> made = onLoop(() -> call.elsewhere(this::send));
    assertThatThrownBy(made::get).hasCauseInstanceOf(BudgetUnavailableException.class);
    assertThat(sent).hasValue(0);
  }

  @Test
  void elsewhere_asManyWaitAsMay_isRefusedAtOnce_andTheOthersGoOn() throws Exception {
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    CompletableFuture<Integer> last;
    do {
      last = call().elsewhere(this::send);
      waiting.add(last);
    } while (!last.isDone());
    assertThatThrownBy(last::get)
        .hasCauseInstanceOf(BudgetUnavailableException.class)
        .hasMessageContaining("as many calls wait for money as may");
    assertThat(waiting.size()).isBetween(1_000, 2_000);
    budgets.come("all", 1_000_000_000_000L);
    for (CompletableFuture<Integer> each : waiting.subList(0, waiting.size() - 1)) {
      assertThat(each.get()).isPositive();
    }
    assertThat(sent).hasValue(waiting.size() - 1);
    assertThat(outcomes()).filteredOn("refused"::equals).hasSize(1);
  }

  private List<String> outcomes() {
    return rig.spans().stream().map(SpanData::getAttributes).map(all -> all.get(OUTCOME)).toList();
  }

  /** Where the app itself has chosen to wait on the loop, there is nobody to hand over to. */
  @Test
  void admit_onAnEventLoop_doesNotWait_andSaysWhatHelps() throws Exception {
    ModelCall call = call();
    RuntimeException refusal = onLoop(call::admit);
    assertThat(refusal)
        .isInstanceOf(BudgetUnavailableException.class)
        .hasMessageContaining("no call waits for money on nioEventLoopGroup-2-1")
        .hasMessageContaining("by a method that gives a future or a stream");
    assertThat(rig.span("chat gpt-4o").getAttributes().get(OUTCOME)).isEqualTo("refused");
    assertThat(money.reserved("all")).isZero();
  }
}
