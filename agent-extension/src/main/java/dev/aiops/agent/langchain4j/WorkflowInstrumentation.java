/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The handler behind the proxies of workflows: sequence, loop, parallel, conditional, supervisor,
 * planner.
 */
final class WorkflowInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-agentic-workflows";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("dev.langchain4j.agentic.internal.PlannerBasedInvocationHandler");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        named("invoke")
            .and(takesArguments(3))
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
        @Advice.Argument(1) Method method,
        @Advice.Argument(2) Object @Nullable [] args) {
      return Faults.value(
          "langchain4j workflow", () -> AgenticRuns.workflow(handler, method, args));
    }

    /** Ends the run, unless its answer is still to come. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      return AiServicesInstrumentation.Invoke.exit(entered, result, thrown);
    }
  }
}
