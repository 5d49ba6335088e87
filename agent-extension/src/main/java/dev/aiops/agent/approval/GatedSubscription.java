/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import dev.aiops.agent.reactive.Watch;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Subscriptions to what a gated method returned: an approval is good for the first alone. */
final class GatedSubscription implements Watch, Supplier<Object> {

  private final GatedMethod method;
  private final String tool;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  GatedSubscription(GatedMethod method, String tool) {
    this.method = method;
    this.tool = tool;
  }

  @Override
  public Object get() {
    boolean first = subscribed.compareAndSet(false, true);
    return first || method.execution() == null ? this : GatedCalls.again(tool);
  }

  @Override
  public Context context() {
    return method.call().context();
  }

  @Override
  public void next(Object element) {
    // only the end is told
  }

  @Override
  public void done() {
    method.tell(null);
  }

  @Override
  public void failed(Throwable error) {
    method.tell(error);
  }

  @Override
  public void cancelled() {
    method.tell(new CancellationException("the subscriber wants no more"));
  }
}
