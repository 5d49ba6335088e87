/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.OPERATION_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.PROVIDER_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REQUEST_MODEL;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ROOT;

import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.budget.CallAsk;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.content.ContentLog;
import io.opentelemetry.javaagent.aiops.export.MessagePart.Part;
import io.opentelemetry.javaagent.aiops.hook.HttpSpans;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import io.opentelemetry.javaagent.aiops.http.ModelHosts;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.javaagent.aiops.run.RunCause;
import io.opentelemetry.javaagent.aiops.run.RunRegistry;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records model calls as spans. */
public final class CallRecorder {

  private static final long SMALL_CHARS = 64 * 1024;

  private final Supplier<Tracer> tracer;
  private final RunRegistry runs;
  private final ContentLog content;
  private final Background background;
  private final boolean httpSpans;
  private final @Nullable Gate gate;
  private final ModelHosts hosts;
  private final Billing billing;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /**
   * Spans of {@code tracer}, runs of {@code runs}, texts to {@code content}.
   *
   * @param below what happens away from the app's sight
   * @param clock says when an attempt began and which price applies
   * @param nanoTime measures waits and times to first chunk, as {@link System#nanoTime}
   */
  public CallRecorder(
      Supplier<Tracer> tracer,
      RunRegistry runs,
      ContentLog content,
      Below below,
      Prices prices,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.tracer = tracer;
    this.runs = runs;
    this.content = content;
    this.background = below.background();
    this.httpSpans = below.httpSpans();
    this.gate = below.gate();
    this.hosts = prices.hosts();
    this.billing = new Billing(prices.catalogue());
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * What a call does not show the app.
   *
   * @param background reads answers
   * @param httpSpans whether upstream's HTTP client spans are recorded below calls
   * @param gate admits calls by their budgets; null where no control plane is set
   */
  public record Below(Background background, boolean httpSpans, @Nullable Gate gate) {}

  /** What a call costs where. */
  public record Prices(PriceCatalogue catalogue, ModelHosts hosts) {}

  ModelHosts hosts() {
    return hosts;
  }

  Billing billing() {
    return billing;
  }

  Background background() {
    return background;
  }

  RunRegistry runs() {
    return runs;
  }

  /** What a call needs of the budgets; null where there are none. */
  @Nullable Funds funds(Span span, Run run, ModelRequest request) {
    return gate == null
        ? null
        : new Funds(
            gate,
            span,
            new CallAsk(
                run.agent(),
                run.user(),
                request.model() == null ? "" : request.model(),
                null,
                null,
                request.facts() == null ? null : request.facts().get(),
                run.repeated()));
  }

  /** What must be thrown where we fail: calls are not for free then. Null without budgets. */
  @Nullable RuntimeException refusal(Throwable fault) {
    return gate == null ? null : gate.refused(fault).exception();
  }

  /** The context inside {@code call}, whose span is {@code span}. */
  Context inside(OwnedCall call, Context parent, Span span) {
    Context inside = Markers.mark(parent.with(span), call);
    return httpSpans ? inside : HttpSpans.leftOut(inside, span);
  }

  ContentLog content() {
    return content;
  }

  InstantSource clock() {
    return clock;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  ModelCall start(Context parent, ModelRequest request) {
    RunCause cause = new RunCause(request.model(), request.prompt(), isSmall(request));
    Run around = runs.around(parent, cause);
    Run run = around == null ? runs.ofCall(parent) : around;
    Context inRun = runs.in(parent, run);
    Span span = span(inRun, request, around == null);
    OwnedCall call =
        new OwnedCall(this, new OwnedCall.Start(inRun, span, run, around == null), request);
    call.standInFor(runs.lastFailedCall(parent));
    if (around == null) {
      runs.begin(run, span.getSpanContext(), call, cause);
    }
    keepMessages(span, run, request);
    return call;
  }

  /** What waits to be read must not hold much of the app's memory. */
  private static boolean isSmall(ModelRequest request) {
    return request.inputChars() >= 0 && request.inputChars() <= SMALL_CHARS;
  }

  private void keepMessages(Span span, Run run, ModelRequest request) {
    if (!content.messages()) {
      return;
    }
    keep(span, run, Part.SYSTEM_INSTRUCTIONS, request.systemInstructions());
    keep(span, run, Part.INPUT_MESSAGES, request.messages());
  }

  void keep(Span span, Run run, Part part, @Nullable Supplier<@Nullable String> text) {
    if (text != null && content.messages()) {
      content.write(span.getSpanContext(), run.id(), part, text);
    }
  }

  private Span span(Context parent, ModelRequest request, boolean root) {
    String operation = request.operation().text();
    SpanBuilder builder =
        tracer
            .get()
            .spanBuilder(request.model() == null ? operation : operation + ' ' + request.model())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setAttribute(OPERATION_NAME, operation);
    put(builder, PROVIDER_NAME, request.provider());
    put(builder, REQUEST_MODEL, request.model());
    if (root) {
      builder.setAttribute(RUN_ROOT, true);
    }
    return builder.startSpan();
  }

  private static <T> void put(SpanBuilder builder, AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      builder.setAttribute(key, value);
    }
  }
}
