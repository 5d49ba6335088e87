/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import dev.langchain4j.agentic.internal.AgentInvoker;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** An agent invoked as a step of a workflow. */
final class AgenticInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-agentic";

  private static final String TYPE = "dev.langchain4j.agentic.internal.AgentInvoker";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TYPE);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return hasSuperType(named(TYPE));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        named("invoke")
            .and(takesArguments(3))
            .and(takesArgument(1, Object.class))
            .and(
                takesArgument(
                    2, named("dev.langchain4j.agentic.internal.AgentInvocationArguments")))
            .and(not(isAbstract())),
        getClass().getName() + "$Invoke");
  }

  /** Advice on the invoker. */
  public static final class Invoke {

    private Invoke() {}

    /**
     * A Throwable in place of the state would refuse the step: it is thrown and the body skipped.
     */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This AgentInvoker invoker,
        @Advice.Argument(1) Object agent,
        @Advice.Argument(2) @Nullable AgentInvocationArguments arguments) {
      return Faults.value("langchain4j agent", () -> AgenticRuns.agent(invoker, agent, arguments));
    }

    /** Ends the step, unless its answer is still to come. */
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
