/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.approval.ApprovalGate;
import io.opentelemetry.javaagent.aiops.approval.ApprovalUnavailableException;
import io.opentelemetry.javaagent.aiops.approval.FaultyApprovals;
import io.opentelemetry.javaagent.aiops.approval.FaultyApprovals.Step;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.Requester;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The advice on a tool's executor: where anything throws, the body is skipped. */
class GatedToolTest {

  private static final ToolExecutor EXECUTOR = (request, memory) -> "ran";
  private static final ToolExecutionRequest REQUEST =
      ToolExecutionRequest.builder().id("1").name("refund").arguments("{\"b\":1, \"a\":2}").build();
  private static final String TEXT = "java.lang.String";

  private final Rig rig = Rig.start();

  @AfterEach
  void close() {
    GatedCalls.install(null);
    rig.close();
  }

  private void install(@Nullable Step step, Throwable fault) {
    GatedCalls.install(
        new ApprovalGate(
            new FaultyApprovals(step, fault),
            rig.runs(),
            () -> Rig.SHOP,
            new Requester(Requester.DEFAULT),
            Duration.ofSeconds(1),
            1));
  }

  private static Object @Nullable [] enter(ToolExecutionRequest request) {
    return ToolExecutorInstrumentation.Gated.enter(EXECUTOR, "execute", request);
  }

  private static @Nullable Object[] exit(
      Object @Nullable [] entered, String returns, @Nullable Object result) {
    return ToolExecutorInstrumentation.Gated.exit(entered, returns, result, null);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aStepThrows_theBodyIsSkipped_andTheExitSaysWhy(Step step) {
    for (Throwable fault :
        new Throwable[] {new NoClassDefFoundError("injected"), new OutOfMemoryError("injected")}) {
      install(step, fault);
      assertThat(enter(REQUEST)).isNull();
      assertThat(exit(null, TEXT, null)[0])
          .isInstanceOf(ApprovalUnavailableException.class)
          .asString()
          .contains("injected");
      assertThat(Context.current()).as("no scope stays open").isSameAs(Context.root());
      assertThat(rig.openSpans()).isZero();
    }
  }

  @Test
  void theEntryWasNeverReached_theExitThrowsAllTheSame() {
    assertThat(exit(null, TEXT, null)[0])
        .isInstanceOf(ApprovalUnavailableException.class)
        .asString()
        .contains("the agent failed");
  }

  @Test
  void approved_theCanonicalTextIsWhatRuns() {
    install(null, new Error("unused"));
    Object[] entered = Objects.requireNonNull(enter(REQUEST));
    ToolExecutionRequest frozen = (ToolExecutionRequest) entered[1];
    assertThat(frozen.arguments()).isEqualTo("{\"a\":2,\"b\":1}");
    assertThat(frozen.id()).isEqualTo("1");
    assertThat(exit(entered, TEXT, "ran")).containsExactly(null, "ran");
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void approved_whatTheToolThrows_isThrown() {
    install(null, new Error("unused"));
    IllegalStateException thrown = new IllegalStateException("no order");
    assertThat(ToolExecutorInstrumentation.Gated.exit(enter(REQUEST), TEXT, null, thrown))
        .containsExactly(thrown, null);
    assertThat(rig.spans().get(0).getStatus().getDescription()).isEqualTo("no order");
  }

  private static Object @Nullable [] enterAsync() {
    return ToolExecutorInstrumentation.GatedAsync.enter(EXECUTOR, "executeAsync", REQUEST);
  }

  private static CompletableFuture<?> exitAsync(
      Object @Nullable [] entered, @Nullable Object promised) {
    @Nullable Object[] exit = ToolExecutorInstrumentation.GatedAsync.exit(entered, promised, null);
    assertThat(exit[0]).isNull();
    return (CompletableFuture<?>) Objects.requireNonNull(exit[1]);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void promised_aStepThrows_theBodyIsSkipped_andThePromiseHasFailed(Step step) {
    install(step, new NoClassDefFoundError("injected"));
    assertThat(enterAsync()).isNull();
    assertThat(exitAsync(null, null))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(ApprovalUnavailableException.class);
    assertThat(Context.current()).isSameAs(Context.root());
    assertThat(rig.openSpans()).isZero();
  }

  @Test
  void promised_approved_isRecordedWhenItIsKept() {
    install(null, new Error("unused"));
    Object[] entered = Objects.requireNonNull(enterAsync());
    assertThat(((ToolExecutionRequest) entered[1]).arguments()).isEqualTo("{\"a\":2,\"b\":1}");
    CompletableFuture<ToolExecutionResult> library = new CompletableFuture<>();
    CompletableFuture<?> told = exitAsync(entered, library);
    assertThat(Context.current()).isSameAs(Context.root());
    assertThat(told).isNotDone();
    assertThat(rig.openSpans()).isEqualTo(1);

    ToolExecutionResult result = ToolExecutionResult.builder().resultText("seven").build();
    library.complete(result);
    assertThat(told.join()).isSameAs(result);
    assertThat(rig.openSpans()).isZero();
  }

  @Test
  void promised_broken_isThePromisesFailure() {
    install(null, new Error("unused"));
    CompletableFuture<?> told =
        exitAsync(
            enterAsync(), CompletableFuture.failedFuture(new IllegalStateException("no order")));
    assertThat(told).isCompletedExceptionally();
    assertThat(rig.spans().get(0).getStatus().getDescription()).isEqualTo("no order");
  }

  @Test
  void results_asTheMethodReturnsThem() {
    String type = ToolExecutionResult.class.getName();
    assertThat(ToolResults.of("no", TEXT)).isEqualTo("no");
    assertThat(text(ToolResults.of("no", type))).isEqualTo("no");
    ToolExecutionResult result =
        ToolExecutionResult.builder().isError(true).result(7).resultText("seven").build();
    Object with = ToolResults.with("Changed: ", result, type);
    assertThat(text(with)).isEqualTo("Changed: seven");
    assertThat(with)
        .isEqualTo(
            ToolExecutionResult.builder()
                .isError(true)
                .result(7)
                .resultText("Changed: seven")
                .build());
    assertThat(ToolResults.of("no", "int")).isNull();
  }

  private static String text(@Nullable Object result) {
    return ((ToolExecutionResult) Objects.requireNonNull(result)).resultText();
  }
}
