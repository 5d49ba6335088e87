/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static net.bytebuddy.matcher.ElementMatchers.isTypeInitializer;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Where the library gets the tracer of its own spans. */
final class OwnTracingInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("com.google.adk.telemetry.Tracing");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isTypeInitializer(), getClass().getName() + "$Initialized");
  }

  /** Advice after the class was initialised. */
  public static final class Initialized {

    private Initialized() {}

    /** Puts a tracer that leaves doubles out in the place of the library's. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    public static void exit(@Advice.Origin Class<?> tracing) {
      Faults.guard("google-adk tracing", () -> OwnTracing.leaveDoublesOut(tracing));
    }
  }
}
