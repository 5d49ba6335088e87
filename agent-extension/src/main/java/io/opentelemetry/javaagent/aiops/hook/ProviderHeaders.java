/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Propagation that leaves alone what is sent to a model's provider. Upstream's hook on the JDK's
 * HTTP client adds the trace's headers to every request, whether it makes a span for it or not.
 */
public final class ProviderHeaders implements TextMapPropagator {

  private final TextMapPropagator propagator;

  /** Propagates as {@code propagator} does wherever HTTP spans are not left out. */
  public ProviderHeaders(TextMapPropagator propagator) {
    this.propagator = propagator;
  }

  @Override
  public Collection<String> fields() {
    return propagator.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    if (!HttpSpans.areLeftOut(context)) {
      propagator.inject(context, carrier, setter);
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    return propagator.extract(context, carrier, getter);
  }

  @Override
  public String toString() {
    return propagator.toString();
  }
}
