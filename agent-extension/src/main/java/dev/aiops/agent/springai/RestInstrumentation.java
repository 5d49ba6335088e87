/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Requests of RestClient, by which modules without a client of their provider's ask. */
final class RestInstrumentation implements TypeInstrumentation {

  static final String TYPE = "org.springframework.http.client.AbstractClientHttpRequest";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(TYPE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("execute").and(takesNoArguments()), getClass().getName() + "$Execute");
  }

  /** Advice on {@code execute}. */
  public static final class Execute {

    private Execute() {}

    /** A Throwable in place of the attempt refuses it: it is thrown and the body skipped. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(@Advice.This Object request) {
      return Faults.value(
          "spring-ai attempt", () -> HttpAttempts.begin(request), ModelCalls::refusal);
    }

    /** Tells how the attempt went. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return refusal;
      }
      if (entered instanceof Attempt attempt) {
        Faults.guard("spring-ai attempt", () -> HttpAttempts.ended(attempt, response, thrown));
      }
      return thrown;
    }
  }
}
