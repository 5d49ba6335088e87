/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code ToolExecutor}: {@code execute}, and {@code executeWithContext} since 1.6 or so. Either may
 * call the other; the outer one owns the call. Lambdas are classes like any other here.
 */
final class ToolExecutorInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-tools";

  private static final String TYPE = "dev.langchain4j.service.tool.ToolExecutor";
  private static final String REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TYPE);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(TYPE));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        namedOneOf("execute", "executeWithContext")
            .and(takesArguments(2))
            .and(takesArgument(0, named(REQUEST)))
            .and(not(isAbstract())),
        getClass().getName() + "$Execute");
  }

  /** Advice on both methods. */
  public static final class Execute {

    private Execute() {}

    /**
     * A Throwable in place of the state would refuse the call: it is thrown and the body skipped.
     */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This Object executor, @Advice.Argument(0) ToolExecutionRequest request) {
      return Faults.value("langchain4j tool", () -> ToolRuns.begin(executor, request));
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return refusal;
      }
      if (entered instanceof ToolRuns tool) {
        Faults.guard("langchain4j tool", () -> tool.ended(result, thrown));
      }
      return thrown;
    }
  }
}
