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
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code ToolExecutor}: {@code execute}, and {@code executeWithContext} since 1.6 or so. Either may
 * call the other; the outer one owns the call. Lambdas are classes like any other here. {@code
 * executeAsync} is of versions that cannot be had yet: it is matched by what it takes and promises.
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
        getClass().getName() + (GatedCalls.on() ? "$Gated" : "$Execute"));
    transformer.applyAdviceToMethod(
        named("executeAsync")
            .and(takesArgument(0, named(REQUEST)))
            .and(
                returns(
                    namedOneOf(CompletableFuture.class.getName(), CompletionStage.class.getName())))
            .and(not(isAbstract())),
        getClass().getName() + (GatedCalls.on() ? "$GatedAsync" : "$ExecuteAsync"));
  }

  /**
   * Advice on both methods where actions may need approval: a tool runs only where the entry gives
   * a state. An entry that fails, even one that cannot be linked, gives null and the body is
   * skipped.
   */
  public static final class Gated {

    private Gated() {}

    /** Null skips the body. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        skipOn = Advice.OnDefaultValue.class,
        inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This Object executor,
        @Advice.Origin("#m") String method,
        @Advice.Argument(0) ToolExecutionRequest request) {
      return GatedTool.enter(executor, method, request);
    }

    /** Tells what came of it, or why it did not run. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
    @Advice.AssignReturned.ToReturned(index = 1, typing = Typing.DYNAMIC)
    public static @Nullable Object[] exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Origin("#r") String returns,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      return GatedTool.exit(entered == null ? null : entered[0], returns, result, thrown);
    }
  }

  /** Advice on both methods where nothing needs approval. */
  public static final class Execute {

    private Execute() {}

    /** Begins the call. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This Object executor, @Advice.Argument(0) ToolExecutionRequest request) {
      return Faults.value("langchain4j tool", () -> ToolRuns.begin(executor, request));
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof ToolRuns tool) {
        Faults.guard("langchain4j tool", () -> tool.ended(result, thrown));
      }
    }
  }

  /** As {@link Gated}, of a method that promises its result. */
  public static final class GatedAsync {

    private GatedAsync() {}

    /** Null skips the body. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        skipOn = Advice.OnDefaultValue.class,
        inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This Object executor,
        @Advice.Origin("#m") String method,
        @Advice.Argument(0) ToolExecutionRequest request) {
      return GatedTool.enter(executor, method, request);
    }

    /** Promises to tell what came of it, or says why it did not run. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
    @Advice.AssignReturned.ToReturned(index = 1, typing = Typing.DYNAMIC)
    public static @Nullable Object[] exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object promised,
        @Advice.Thrown @Nullable Throwable thrown) {
      return PromisedTool.exit(entered == null ? null : entered[0], promised, thrown);
    }
  }

  /** As {@link Execute}, of a method that promises its result. */
  public static final class ExecuteAsync {

    private ExecuteAsync() {}

    /** Begins the call. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This Object executor, @Advice.Argument(0) ToolExecutionRequest request) {
      return Execute.enter(executor, request);
    }

    /** Ends the call with its result. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object promised,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof ToolRuns tool) {
        Faults.guard("langchain4j tool", () -> PromisedTool.ended(tool, promised, thrown));
      }
    }
  }
}
