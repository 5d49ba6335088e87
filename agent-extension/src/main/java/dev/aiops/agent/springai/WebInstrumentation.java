/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests of WebClient, by which such modules stream. */
final class WebInstrumentation implements TypeInstrumentation {

  private static final String TYPE =
      "org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(TYPE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("exchange").and(takesArguments(1)), getClass().getName() + "$Exchange");
  }

  /** Advice on {@code exchange}. */
  public static final class Exchange {

    private Exchange() {}

    /** Puts an exchange that tells of itself in place of the client's. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Mono<Object> exit(
        @Advice.Argument(0) Object request, @Advice.Return @Nullable Mono<Object> answer) {
      return answer == null
          ? null
          : Faults.value(
              "spring-ai attempt",
              () -> HttpAttempts.watched(request, answer),
              fault -> failed(fault, answer));
    }

    private static Mono<Object> failed(Throwable fault, Mono<Object> answer) {
      RuntimeException refusal = ModelCalls.refusal(fault);
      return refusal == null ? answer : Mono.error(refusal);
    }
  }
}
