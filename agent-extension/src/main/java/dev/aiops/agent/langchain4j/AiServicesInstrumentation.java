/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.isSubTypeOf;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The handler behind the proxies of {@code AiServices}: an anonymous class, so found by what it
 * implements.
 */
final class AiServicesInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-ai-services";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return nameStartsWith("dev.langchain4j.service.DefaultAiServices$")
        .and(isSubTypeOf(InvocationHandler.class));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        named("invoke")
            .and(takesArguments(3))
            .and(takesArgument(0, Object.class))
            .and(takesArgument(1, Method.class))
            .and(takesArgument(2, Object[].class)),
        getClass().getName() + "$Invoke");
  }

  /** Advice on the handler. */
  public static final class Invoke {

    private Invoke() {}

    /**
     * A Throwable in place of the state would refuse the run: it is thrown and the body skipped.
     */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This Object handler,
        @Advice.Argument(0) Object proxy,
        @Advice.Argument(1) Method method,
        @Advice.Argument(2) Object @Nullable [] args) {
      return Faults.value(
          "langchain4j service", () -> ServiceRuns.begin(handler, proxy, method, args));
    }

    /** Ends the run, unless its answer is still to come. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return refusal;
      }
      if (entered instanceof ServiceRuns run) {
        Faults.guard("langchain4j service", () -> run.ended(result, thrown));
      }
      return thrown;
    }
  }
}
