/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the run into the tracestate of every span of a run, and records what the app's own sampler
 * drops without sampling it: our exporter gets it, every other one goes on seeing only what that
 * sampler sampled. A dropped span is recorded whether in a run or not, because the local root
 * starts before the model call that makes it one.
 */
public final class RunSampler implements Sampler {

  private final Sampler delegate;
  private final RunRegistry runs;

  /** Wraps the sampler the app is configured with. */
  public RunSampler(Sampler delegate, RunRegistry runs) {
    this.delegate = delegate;
    this.runs = runs;
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    SamplingResult theirs =
        delegate.shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
    Run run = find(parentContext);
    boolean dropped = theirs.getDecision() == SamplingDecision.DROP;
    return run == null && !dropped ? theirs : new Recorded(theirs, run);
  }

  private @Nullable Run find(Context parentContext) {
    try {
      return runs.find(parentContext);
    } catch (Throwable t) {
      Faults.report("finding the run of a span", t);
      return null;
    }
  }

  @Override
  public String getDescription() {
    return "RunSampler{" + delegate.getDescription() + "}";
  }

  @Override
  public String toString() {
    return getDescription();
  }

  private record Recorded(SamplingResult theirs, @Nullable Run run) implements SamplingResult {

    @Override
    public SamplingDecision getDecision() {
      SamplingDecision decision = theirs.getDecision();
      return decision == SamplingDecision.DROP ? SamplingDecision.RECORD_ONLY : decision;
    }

    @Override
    public Attributes getAttributes() {
      return theirs.getAttributes();
    }

    @Override
    public TraceState getUpdatedTraceState(TraceState parentTraceState) {
      TraceState state = theirs.getUpdatedTraceState(parentTraceState);
      return run == null ? state : run.in(state);
    }
  }
}
