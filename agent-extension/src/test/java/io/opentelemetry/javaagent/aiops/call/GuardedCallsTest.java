/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.BudgetExceededException;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets.Terms;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls under a budget that bounds an hour, a single call or repeats, besides its day. */
class GuardedCallsTest {

  /** Of {@link #call}, as BudgetedCallsTest has it. */
  private static final long BOUND = 2_024 * 2_500L + 100 * 10_000L + 3;

  private static final long CAP = 1_000_000_000_000L;

  private final FixedBudgets budgets = new FixedBudgets();
  private @Nullable Rig rig;

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  private Rig rig() {
    if (rig == null) {
      rig = Rig.capped(budgets);
    }
    return rig;
  }

  private ModelCall call(Context in) {
    return call(in, CallFacts.builder(1_000).maxOutputTokens(100).build());
  }

  private ModelCall call(Context in, @Nullable CallFacts facts) {
    rig();
    ModelRequest request =
        ModelRequest.of(Operation.CHAT, "test")
            .provider("openai")
            .model("gpt-4o")
            .facts(() -> facts)
            .build();
    ModelCall call = ModelCalls.start(in, request);
    call.endpoint(null, "api.openai.com", 443);
    return call;
  }

  private ModelCall call() {
    return call(Context.root());
  }

  private RunScope run() {
    rig();
    return Runs.enter(Context.root(), RunStart.of("support", "test").build());
  }

  private static void use(RunScope run, String tool, @Nullable String arguments, int times) {
    for (int i = 0; i < times; i++) {
      ToolCalls.start(
              run.context(),
              new ToolRequest(tool, "call-" + i, "test", "function", () -> arguments))
          .succeed(null);
    }
  }

  private SpanData span() {
    return rig().span("chat gpt-4o");
  }

  private @Nullable String text(String key) {
    return span().getAttributes().get(AttributeKey.stringKey("aiops.budget." + key));
  }

  private static @Nullable String text(EventData event, String key) {
    return event.getAttributes().get(AttributeKey.stringKey("aiops.budget." + key));
  }

  @Test
  void admit_pastTheHour_isRefusedWithTheFiguresOfTheHour() {
    budgets.with(new Terms("support").hourly(BOUND), CAP);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    ModelCall second = call();

    assertThat(second.admit())
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "The call was not sent: it can cost up to 0.006060003 USD, and the budget support lets a"
                + " process spend 0.006060003 USD in an hour, of which this one has spent 0.00 and"
                + " calls under way hold 0.006060003. It fits when calls under way have ended, or if"
                + " it is made cheaper; whoever edits the policy file can raise"
                + " spend_guard.dollars_per_hour.");
    assertThat(text("name")).isEqualTo("support");
    assertThat(text("rule")).isEqualTo("dollars_per_hour");
    assertThat(text("day")).isEqualTo("2026-11-26");
    assertThat(text("cap")).isEqualTo("0.006060003");
    assertThat(text("spent")).isEqualTo("0.000000000");
    assertThat(text("leased")).isEqualTo("0.006060003");
    assertThat(text("asked")).isEqualTo("0.006060003");
    assertThat(span().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("budget_exceeded");
    assertThat(budgets.reserved("support")).as("only the first").isEqualTo(BOUND);
    call.cancel();
  }

  @Test
  void admit_afterWhatWasOpenCostNothing_passes() {
    budgets.with(new Terms("support").hourly(2 * BOUND - 1), CAP);
    ModelCall first = call();
    assertThat(first.admit()).isNull();
    assertThat(call().admit()).isInstanceOf(BudgetExceededException.class);

    first.attemptStarted().failed(new ConnectException("refused"));
    first.fail(new IllegalStateException("unreachable"));
    assertThat(call().admit()).isNull();
  }

  @Test
  void admit_afterACallThatWasCharged_countsItForTheHour() {
    budgets.with(new Terms("support").hourly(2 * BOUND - 1), CAP);
    ModelCall first = call();
    assertThat(first.admit()).isNull();
    first.attemptStarted().failed(new SocketTimeoutException("no answer"));
    first.fail(new IllegalStateException("timeout"));

    assertThat(call().admit())
        .hasMessageContaining("this one has spent 0.006060003 and calls under way hold 0.00")
        .hasMessageContaining("Enough of the hour is over in 1 h 0 min");
  }

  @Test
  void attempt_thatDoesNotFitIntoTheHourAnyMore_isRefused() {
    budgets.with(new Terms("support").hourly(2 * BOUND - 1), CAP);
    ModelCall call = call();
    assertThat(call.admit()).isNull();
    call.attemptStarted().failed(new SocketTimeoutException("no answer"));
    RuntimeException refusal = call.attemptStarted().refusal();
    assertThat(refusal).isInstanceOf(BudgetExceededException.class);
    call.fail(new IllegalStateException("wrapped", refusal));
    assertThat(text("rule")).isEqualTo("dollars_per_hour");
    assertThat(budgets.spent("support")).isEqualTo(BOUND);
  }

  @Test
  void admit_refusedByTheDay_givesTheHourBack() {
    budgets.with(new Terms("a").hourly(2 * BOUND), CAP).with(new Terms("b"), BOUND - 1);
    for (int i = 0; i < 5; i++) {
      assertThat(call().admit()).hasMessageContaining("the budget b has a cap");
    }
  }

  @Test
  void admit_severalHours_allMustAgree() {
    budgets.with(new Terms("a").hourly(2 * BOUND), CAP).with(new Terms("b").hourly(BOUND - 1), CAP);
    for (int i = 0; i < 5; i++) {
      assertThat(call().admit()).hasMessageContaining("the budget b lets a process spend");
    }
    assertThat(budgets.reserved("a")).isZero();
  }

  @Test
  void admit_aboveTheDearestCall_isRefusedAtOnce() {
    budgets.with(new Terms("support").dearest(BOUND - 1), CAP);
    assertThat(call().admit())
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "The call was not sent: it can cost up to 0.006060003 USD, and the budget support admits"
                + " no call above 0.006060002 USD. Lower the call's output limit or its input, or"
                + " have max_lease raised by whoever edits the policy file.");
    assertThat(text("rule")).isEqualTo("above_max_lease");
    assertThat(text("asked")).isEqualTo("0.006060003");
    assertThat(text("cap")).as("the day's is not known here").isNull();
    assertThat(budgets.reserved("support")).isZero();
  }

  @Test
  void admit_ofTheDearestCall_passes() {
    budgets.with(new Terms("support").dearest(BOUND), CAP);
    assertThat(call().admit()).isNull();
  }

  @Test
  void admit_inARunThatRepeatsATool_isRefusedFromThenOn() {
    budgets.with(new Terms("support").repeats(2), CAP);
    RunScope run = run();
    use(run, "lookup", "{\"id\": \"a\"}", 2);
    ModelCall fine = call(run.context());
    assertThat(fine.admit()).as("twice are allowed").isNull();
    fine.cancel();
    use(run, "lookup", "{ \"id\":\"a\" }", 1);

    RuntimeException refusal = call(run.context()).admit();
    assertThat(refusal)
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "The call was not sent: its run has called the tool lookup 3 times with the same"
                + " arguments, and the budget support allows 2. Find out why the agent repeats"
                + " itself and begin a new run, or have spend_guard.same_tool_calls raised by"
                + " whoever edits the policy file.");
    assertThat(call(run.context()).admit()).as("asked again").isNotNull();
    assertThat(call().admit()).as("another run").isNull();
    run.fail(requireNonNull(refusal));
    assertThat(rig().events().toString()).contains("budget_exceeded");
  }

  @Test
  void admit_inARunThatRepeatsATool_saysSoOnItsSpan() {
    budgets.with(new Terms("support").repeats(2), CAP);
    RunScope run = run();
    use(run, "list_orders", null, 3);
    assertThat(call(run.context()).admit()).hasMessageContaining("the tool list_orders 3 times");
    assertThat(text("rule")).isEqualTo("same_tool_calls");
    assertThat(text("asked")).isEqualTo("0.006060003");
  }

  @Test
  void admit_inARunThatCallsAToolDifferently_passes() {
    budgets.with(new Terms("support").repeats(2), CAP);
    RunScope run = run();
    for (int i = 0; i < 10; i++) {
      use(run, "lookup", "{\"id\": " + i + "}", 2);
    }
    assertThat(call(run.context()).admit()).isNull();
  }

  @Test
  void tool_insideItself_isOneCall() {
    budgets.with(new Terms("support").repeats(2), CAP);
    RunScope run = run();
    ToolRequest request = new ToolRequest("lookup", "1", "test", "function", () -> "{}");
    for (int i = 0; i < 2; i++) {
      Context inside = ToolCalls.start(run.context(), request).context();
      ToolCalls.start(inside, request).succeed(null);
    }
    assertThat(call(run.context()).admit()).isNull();
  }

  @Test
  void observing_aCallThatNobodyCanBound_notesWhy() {
    budgets.with(new Terms("watch").observing(), CAP);
    ModelCall call = call(Context.root(), null);
    assertThat(call.admit()).isNull();
    call.cancel();
    assertThat(span().getEvents())
        .extracting(event -> text(event, "name") + " " + text(event, "rule"))
        .containsExactly("watch unknown_input_limit");
  }

  @Test
  void observing_admitsAndNotesWhatItWouldHaveSaid() {
    budgets
        .with(new Terms("hour").observing().hourly(BOUND - 1), CAP)
        .with(new Terms("call").observing().dearest(BOUND - 1), CAP)
        .with(new Terms("loop").observing().repeats(2), CAP)
        .with(new Terms("fine").observing().hourly(BOUND).dearest(BOUND).repeats(3), CAP);
    RunScope run = run();
    use(run, "lookup", "{}", 3);
    ModelCall call = call(run.context());
    assertThat(call.admit()).isNull();
    call.attemptStarted().failed(new SocketTimeoutException("no answer"));
    call.fail(new IllegalStateException("timeout"));

    assertThat(span().getAttributes().get(AttributeKey.stringArrayKey("aiops.budget.would_refuse")))
        .containsExactly("hour", "call", "loop");
    assertThat(span().getEvents().stream().filter(e -> e.getName().endsWith("would_refuse")))
        .extracting(event -> text(event, "name") + " " + text(event, "rule"))
        .containsExactly("hour dollars_per_hour", "call above_max_lease", "loop same_tool_calls");
    EventData hour =
        span().getEvents().stream().filter(e -> "hour".equals(text(e, "name"))).findFirst().get();
    assertThat(text(hour, "cap")).isEqualTo("0.006060002");
    assertThat(text(hour, "day")).isEqualTo("2026-11-26");
    assertThat(text(hour, "message")).startsWith("The call was not sent: it can cost up to");
    assertThat(text("rule")).as("it was not refused").isNull();
    assertThat(budgets.spent("hour")).as("the day is kept").isEqualTo(BOUND);
  }
}
