/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_VERSION;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CONVERSATION_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.FAILING_SPAN_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ROOT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.call.Operation;
import io.opentelemetry.javaagent.aiops.export.Await;
import io.opentelemetry.javaagent.aiops.export.RunEvent;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {

  private static final RunStart SUPPORT =
      RunStart.of("support", "test").model("gpt-5").input(() -> "where is my parcel?").build();
  private static final ModelRequest CHAT =
      ModelRequest.of(Operation.CHAT, "test")
          .model("gpt-5")
          .provider("openai")
          .prompt(() -> "hello")
          .build();
  private static final ModelResponse ANSWER =
      ModelResponse.builder().text(() -> "hi there").build();

  private Rig rig = Rig.start();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void enter_outsideARun_isItsRoot() {
    RunScope run = Runs.enter(Context.root(), SUPPORT);
    call(run.context());
    run.output(() -> "on its way");
    run.end();

    SpanData root = rig.span("invoke_agent support");
    assertThat(root.getAttributes().get(RUN_ROOT)).isTrue();
    assertThat(rig.span("chat gpt-5").getAttributes().get(RUN_ROOT)).isNull();
    assertThat(runIds()).containsOnly(run.runId());
    assertThat(rig.events())
        .extracting(RunEvent::kind)
        .containsExactly(RunEvent.Kind.STARTED, RunEvent.Kind.ENDED);
    RunEvent started = rig.events().get(0);
    assertThat(started.runId()).isEqualTo(run.runId());
    assertThat(started.spanId()).isEqualTo(root.getSpanId());
    assertThat(started.status()).isEqualTo("running");
    assertThat(started.time()).isEqualTo(Rig.NOON);
    assertThat(started.origin())
        .isEqualTo(
            new RunEvent.Origin(
                "shop",
                "shop-1",
                "prod",
                "checkout",
                "support",
                "2.1",
                "gpt-5",
                "",
                "",
                "where is my parcel?"));
    assertThat(rig.events().get(1).status()).isEqualTo("ok");
    assertThat(rig.events().get(1).outcome().output()).isEqualTo("on its way");
  }

  @Test
  void moreRunsThanCanBeRedacted_areWrittenWithoutTheirTexts() {
    int runs = Background.MAX_WAITING;
    CountDownLatch go = rig.holdBackground();
    for (int i = 0; i < runs; i++) {
      RunScope run = Runs.enter(Context.root(), SUPPORT);
      run.output(() -> "on its way");
      run.end();
    }
    go.countDown();

    List<RunEvent> events = rig.events();
    assertThat(events).hasSize(2 * runs);
    assertThat(events)
        .filteredOn(
            event -> !event.origin().input().isEmpty() || !event.outcome().output().isEmpty())
        .hasSizeBetween(runs - 2, runs + 2);
    assertThat(events.get(events.size() - 1).status()).isEqualTo("ok");
  }

  @Test
  void enter_insideARun_isAStepOfIt() {
    RunScope outer = Runs.enter(Context.root(), SUPPORT);
    RunScope inner = Runs.enter(outer.context(), RunStart.of("refunds", "test").build());
    inner.end();
    outer.end();

    assertThat(inner.root()).isFalse();
    assertThat(inner.runId()).isEqualTo(outer.runId());
    assertThat(rig.span("invoke_agent refunds").getAttributes().get(AGENT_NAME))
        .isEqualTo("refunds");
    assertThat(rig.span("invoke_agent refunds").getAttributes().get(RUN_ROOT)).isNull();
    assertThat(rig.events()).hasSize(2);
  }

  @Test
  void enter_twiceInOneTrace_areTwoRuns() {
    Span http = rig.app().spanBuilder("POST /chat").startSpan();
    RunScope first = Runs.enter(Rig.in(http), SUPPORT);
    call(first.context());
    first.end();
    RunScope second = Runs.enter(Rig.in(http), SUPPORT);
    call(second.context());
    second.end();
    http.end();

    assertThat(first.runId()).isNotEqualTo(second.runId());
    assertThat(rig.spans())
        .filteredOn(span -> span.getName().startsWith("chat"))
        .extracting(span -> span.getAttributes().get(RUN_ID))
        .containsExactly(first.runId(), second.runId());
    assertThat(rig.span("POST /chat").getAttributes().get(RUN_ID)).isNull();
  }

  @Test
  void enter_whileStartWaitsForModel_startsWithTheFirstCall() {
    RunScope run = Runs.enter(Context.root(), RunStart.of("support", "test").build());
    assertThat(rig.events()).isEmpty();

    ModelCall call = ModelCalls.start(run.context(), CHAT);

    assertThat(rig.events()).hasSize(1);
    assertThat(rig.events().get(0).origin().requestModel()).isEqualTo("gpt-5");
    call.succeed(ANSWER);
    run.end();
  }

  @Test
  void enter_withoutAnyCall_startsSoonAllTheSame() throws Exception {
    RunScope run = Runs.enter(Context.root(), RunStart.of("support", "test").build());

    Await.until("the start", Duration.ofMinutes(1), () -> !rig.events().isEmpty());

    assertThat(rig.events()).extracting(RunEvent::kind).containsExactly(RunEvent.Kind.STARTED);
    run.end();
  }

  @Test
  void call_underALocalRoot_makesThatTheRun() {
    Span http = rig.app().spanBuilder("POST /chat").setSpanKind(SpanKind.SERVER).startSpan();
    Span service = rig.app().spanBuilder("service").setParent(Rig.in(http)).startSpan();
    Span before = rig.app().spanBuilder("before").setParent(Rig.in(http)).startSpan();
    before.end();
    call(Rig.in(service));
    Span after = rig.app().spanBuilder("after").setParent(Rig.in(http)).startSpan();
    after.end();
    call(Rig.in(service));
    service.end();
    http.end();

    String id = rig.span("POST /chat").getAttributes().get(RUN_ID);
    assertThat(id).isNotNull();
    assertThat(rig.span("POST /chat").getAttributes().get(RUN_ROOT)).isTrue();
    assertThat(rig.span("service").getAttributes().get(RUN_ID)).isEqualTo(id);
    assertThat(rig.span("after").getAttributes().get(RUN_ID)).isEqualTo(id);
    assertThat(rig.span("before").getAttributes().get(RUN_ID)).isNull();
    assertThat(rig.events())
        .extracting(RunEvent::kind)
        .containsExactly(RunEvent.Kind.STARTED, RunEvent.Kind.ENDED);
    assertThat(rig.events().get(0).spanId()).isEqualTo(http.getSpanContext().getSpanId());
    assertThat(rig.events().get(0).origin().input()).isEqualTo("hello");
    assertThat(rig.events().get(1).outcome().output()).isEqualTo("hi there");
  }

  @Test
  void call_underALocalRoot_isWrittenBeforeItReturns() {
    Span http = rig.app().spanBuilder("POST /chat").startSpan();
    ModelCall call = ModelCalls.start(Rig.in(http), CHAT);

    assertThat(rig.events()).extracting(RunEvent::kind).containsExactly(RunEvent.Kind.STARTED);
    call.succeed(ANSWER);
    http.end();
  }

  @Test
  void enter_underAnAdoptedRoot_isARunOfItsOwnWhateverCameFirst() {
    Span http = rig.app().spanBuilder("POST /chat").startSpan();
    call(Rig.in(http));
    RunScope run = Runs.enter(Rig.in(http), SUPPORT);
    call(run.context());
    run.end();
    http.end();

    assertThat(rig.span("POST /chat").getAttributes().get(RUN_ID))
        .isNotNull()
        .isNotEqualTo(run.runId());
    assertThat(rig.events()).hasSize(4);
  }

  @Test
  void call_withNothingAround_isTheRun() {
    call(Context.root());

    SpanData span = rig.span("chat gpt-5");
    assertThat(span.getAttributes().get(RUN_ROOT)).isTrue();
    assertThat(rig.events())
        .extracting(RunEvent::kind)
        .containsExactly(RunEvent.Kind.STARTED, RunEvent.Kind.ENDED);
    assertThat(rig.events().get(1).spanId()).isEqualTo(span.getSpanId());
    assertThat(rig.events().get(1).outcome().output()).isEqualTo("hi there");
  }

  @Test
  void call_withNothingAround_failing_failsTheRun() {
    ModelCall call = ModelCalls.start(Context.root(), CHAT);
    call.fail(new IllegalStateException("no key sk-abcdefghijklmnopqrstuv"));

    RunEvent ended = rig.events().get(1);
    assertThat(ended.status()).isEqualTo("error");
    assertThat(ended.outcome().failingSpanId()).isEqualTo(rig.span("chat gpt-5").getSpanId());
    assertThat(ended.outcome().errorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(ended.outcome().errorMessage()).isEqualTo("no key [redacted]");
  }

  @Test
  void run_dropsNothingTheSamplerDrops_yetUsersExportersDo() {
    rig.close();
    rig = Rig.start(Sampler.alwaysOff(), RunDefaults.NONE, Rig.rules(false));
    Span http = rig.app().spanBuilder("POST /chat").startSpan();
    call(Rig.in(http));
    http.end();

    assertThat(rig.spans())
        .extracting(SpanData::getName)
        .containsExactly("chat gpt-5", "POST /chat");
    assertThat(runIds()).hasSize(2).doesNotContainNull();
    assertThat(rig.usersSpans()).isEmpty();
    assertThat(http.getSpanContext().isSampled()).isFalse();
  }

  @Test
  void run_travelsInTracestate() {
    RunScope run = Runs.enter(Context.root(), SUPPORT);
    Span client =
        rig.app()
            .spanBuilder("GET")
            .setSpanKind(SpanKind.CLIENT)
            .setParent(run.context())
            .startSpan();

    assertThat(client.getSpanContext().getTraceState().get("aiops")).isEqualTo(run.runId());
    client.end();
    run.end();
  }

  @Test
  void run_ofAnAdoptedRoot_travelsInTracestate() {
    Span http = rig.app().spanBuilder("POST /chat").startSpan();
    call(Rig.in(http));
    Span client = rig.app().spanBuilder("GET").setParent(Rig.in(http)).startSpan();
    client.end();
    http.end();

    assertThat(client.getSpanContext().getTraceState().get("aiops"))
        .isEqualTo(rig.span("POST /chat").getAttributes().get(RUN_ID));
  }

  @Test
  void run_fromAnotherService_stays() {
    String id = new RunIds(() -> Rig.NOON).next();
    Context incoming = remote(TraceState.builder().put("other", "x").put("aiops", id).build());
    Span http = rig.app().spanBuilder("POST /refund").setParent(incoming).startSpan();
    RunScope agent = Runs.enter(Rig.in(http), RunStart.of("refunds", "test").build());
    call(agent.context());
    agent.end();
    call(Rig.in(http));
    http.end();

    assertThat(runIds()).hasSize(4).containsOnly(id);
    assertThat(rig.spans()).noneMatch(s -> s.getAttributes().get(RUN_ROOT) != null);
    assertThat(rig.events()).as("its own process tells of it").isEmpty();
    assertThat(http.getSpanContext().getTraceState().get("other")).isEqualTo("x");
  }

  @Test
  void run_fromAnotherServiceWithForgedId_isIgnored() {
    Context incoming = remote(TraceState.builder().put("aiops", "drop-table").build());
    Span http = rig.app().spanBuilder("POST /refund").setParent(incoming).startSpan();
    call(Rig.in(http));
    http.end();

    assertThat(runIds()).hasSize(2).doesNotContain("drop-table").doesNotContainNull();
    assertThat(rig.span("POST /refund").getAttributes().get(RUN_ROOT)).isTrue();
  }

  @Test
  void run_inAsyncWork_keepsItsSpans() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    RunScope run = Runs.enter(Context.root(), SUPPORT);
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(run.context().wrap(() -> call(Context.current())), pool);
    work.get();
    run.end();
    Future<?> late = pool.submit(run.context().wrap(() -> call(Context.current())));
    late.get();
    pool.shutdown();

    assertThat(runIds()).hasSize(3).containsOnly(run.runId());
    assertThat(rig.events()).hasSize(2);
  }

  @Test
  void runs_inParallel_neverMix() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<String>> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String agent = "agent-" + i;
      ids.add(pool.submit(() -> runOf(agent)));
    }
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i).get();
      String agent = "agent-" + i;
      assertThat(rig.spans())
          .filteredOn(span -> id.equals(span.getAttributes().get(RUN_ID)))
          .hasSize(3)
          .allMatch(span -> agent.equals(span.getAttributes().get(AGENT_NAME)));
    }
    pool.shutdown();
    assertThat(rig.events()).hasSize(400);
  }

  private String runOf(String agent) {
    RunScope run = Runs.enter(Context.current(), RunStart.of(agent, "test").build());
    run.context().wrap(() -> call(Context.current())).run();
    run.context().wrap(() -> call(Context.current())).run();
    run.end();
    return String.valueOf(run.runId());
  }

  @Test
  void fail_namesTheSpanThatThrew() {
    RunScope run = Runs.enter(Context.root(), SUPPORT);
    IllegalStateException rateLimit = new IllegalStateException("429");
    ModelCall failing = ModelCalls.start(run.context(), CHAT);
    failing.fail(rateLimit);
    call(run.context());
    run.fail(new RuntimeException("gave up", rateLimit));

    SpanData root = rig.span("invoke_agent support");
    String thrower = Span.fromContext(failing.context()).getSpanContext().getSpanId();
    assertThat(root.getAttributes().get(FAILING_SPAN_ID)).isEqualTo(thrower);
    assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(rig.events().get(1).outcome().failingSpanId()).isEqualTo(thrower);
  }

  @Test
  void fail_withAnErrorOfItsOwn_namesTheRoot() {
    RunScope run = Runs.enter(Context.root(), SUPPORT);
    ModelCalls.start(run.context(), CHAT).fail(new IllegalStateException("429"));
    call(run.context());
    run.fail(new IllegalArgumentException("bad order number"));

    assertThat(rig.events().get(1).outcome().failingSpanId())
        .isEqualTo(rig.span("invoke_agent support").getSpanId());
  }

  @Test
  void fail_ofAnAdoptedRoot_namesTheCallBelow() {
    Span http = rig.app().spanBuilder("POST /chat").startSpan();
    Span service = rig.app().spanBuilder("service").setParent(Rig.in(http)).startSpan();
    ModelCalls.start(Rig.in(service), CHAT).fail(new IllegalStateException("boom"));
    service.setStatus(StatusCode.ERROR);
    service.end();
    http.setStatus(StatusCode.ERROR, "500");
    http.end();

    assertThat(rig.events().get(1).status()).isEqualTo("error");
    assertThat(rig.events().get(1).outcome().failingSpanId())
        .isEqualTo(rig.span("chat gpt-5").getSpanId());
  }

  @Test
  void end_twice_countsOnce() {
    RunScope run = Runs.enter(Context.root(), SUPPORT);
    run.cancel();
    run.fail(new IllegalStateException("late"));
    run.end();

    assertThat(rig.events()).hasSize(2);
    assertThat(rig.events().get(1).status()).isEqualTo("cancelled");
    assertThat(rig.spans()).hasSize(1);
  }

  @Test
  void identity_hookBeforeSpanBeforeBaggageBeforeSettings() {
    rig.close();
    rig = Rig.start(Sampler.alwaysOn(), new RunDefaults("desk", "7", "nobody"), Rig.rules(false));
    Span http =
        rig.app().spanBuilder("POST /chat").setAttribute(CONVERSATION_ID, "c-1").startSpan();
    Context context =
        Rig.in(http)
            .with(
                Baggage.builder()
                    .put("user.id", "ann")
                    .put("gen_ai.conversation.id", "c-9")
                    .build());
    call(context);
    http.end();
    call(Context.root());

    SpanData root = rig.span("POST /chat");
    assertThat(root.getAttributes().get(AGENT_NAME)).isEqualTo("desk");
    assertThat(root.getAttributes().get(AGENT_VERSION)).isEqualTo("7");
    assertThat(root.getAttributes().get(CONVERSATION_ID)).isEqualTo("c-1");
    assertThat(root.getAttributes().get(USER_ID)).isEqualTo("ann");
    assertThat(rig.spans().get(2).getAttributes().get(USER_ID)).isEqualTo("nobody");
  }

  @Test
  void span_neverEnded_isNotKept() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      rig.app().spanBuilder("leaked").startSpan();
    }

    Await.until("spans let go", Duration.ofMinutes(1), this::someAreLetGo);
  }

  private boolean someAreLetGo() {
    System.gc();
    call(Context.root());
    return rig.openSpans() < 1_000;
  }

  @Test
  void enter_recordingNothing_doesNothing() {
    rig.close();

    RunScope run = Runs.enter(Context.root(), SUPPORT);
    run.output(() -> "x");
    run.end();

    assertThat(run.runId()).isNull();
    assertThat(run.context()).isSameAs(Context.root());
  }

  private static void call(Context context) {
    ModelCall call = ModelCalls.start(context, CHAT);
    call.succeed(ANSWER);
  }

  private List<String> runIds() {
    return rig.spans().stream().map(span -> span.getAttributes().get(RUN_ID)).toList();
  }

  private static Context remote(TraceState state) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    "0af7651916cd43dd8448eb211c80319c",
                    "b7ad6b7169203331",
                    TraceFlags.getSampled(),
                    state)));
  }
}
