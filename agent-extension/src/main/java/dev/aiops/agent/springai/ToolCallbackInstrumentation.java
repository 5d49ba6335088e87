/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;

/**
 * {@code ToolCallback.call}, with and without a context. Either may call the other, and a callback
 * may wrap another; the outer one owns the call.
 */
final class ToolCallbackInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "spring-ai-tools";
  private static final String TYPE = "org.springframework.ai.tool.ToolCallback";

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
        named("call")
            .and(takesArgument(0, String.class))
            .and(returns(String.class))
            .and(not(isAbstract())),
        getClass().getName() + (GatedCalls.on() ? "$Gated" : "$Call"));
  }

  /**
   * Advice where actions may need approval: a tool runs only where the entry gives a state. An
   * entry that fails, even one that cannot be linked, gives null and the body is skipped.
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
        @Advice.This ToolCallback tool,
        @Advice.Origin("#m#s") String method,
        @Advice.Argument(0) @Nullable String arguments) {
      return GatedTool.enter(tool, method, arguments);
    }

    /** Tells what came of it, or why it did not run. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
    @Advice.AssignReturned.ToReturned(index = 1, typing = Typing.DYNAMIC)
    public static @Nullable Object[] exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable String result,
        @Advice.Thrown @Nullable Throwable thrown) {
      return GatedTool.exit(entered == null ? null : entered[0], result, thrown);
    }
  }

  /** Advice where nothing needs approval. */
  public static final class Call {

    private Call() {}

    /** Begins the call. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This ToolCallback tool, @Advice.Argument(0) @Nullable String arguments) {
      return Faults.value("spring-ai tool", () -> ToolRun.begin(tool, arguments));
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable String result,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof ToolRun run) {
        Faults.guard("spring-ai tool", () -> run.ended(result, thrown));
      }
    }
  }
}
