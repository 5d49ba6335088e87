/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.extendsClass;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Tools of whatever class. The library calls them when their result is subscribed to, and they may
 * do all of their work in the call.
 */
final class ToolInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "google-adk-tools";
  private static final String TOOLS = "com.google.adk.tools.";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TOOLS + "BaseTool");
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return extendsClass(named(TOOLS + "BaseTool")).and(not(named(TOOLS + "BaseTool")));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        isMethod()
            .and(named("runAsync"))
            .and(takesArguments(2))
            .and(takesArgument(0, Map.class))
            .and(takesArgument(1, named(TOOLS + "ToolContext")))
            .and(not(isAbstract()))
            .and(not(isBridge())),
        getClass().getName() + (GatedCalls.on() ? "$Gated" : "$Call"));
  }

  /**
   * Advice where actions may need approval: the tool runs only where the entry gives a state. An
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
        @Advice.This BaseTool tool,
        @Advice.Origin String method,
        @Advice.Argument(0) @Nullable Map<String, Object> arguments,
        @Advice.Argument(1) @Nullable ToolContext context) {
      return GatedTool.enter(tool, method, arguments, context);
    }

    /** Tells what comes of it, or why it did not run. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
    @Advice.AssignReturned.ToReturned(index = 1, typing = Typing.DYNAMIC)
    public static @Nullable Object[] exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable Single<Map<String, Object>> result,
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
        @Advice.This BaseTool tool,
        @Advice.Argument(0) @Nullable Map<String, Object> arguments,
        @Advice.Argument(1) @Nullable ToolContext context) {
      return Faults.value("google-adk tool", () -> ToolRun.begin(tool, arguments, context));
    }

    /** Its result ends it. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Single<Map<String, Object>> exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Single<Map<String, Object>> result,
        @Advice.Thrown @Nullable Throwable thrown) {
      return entered instanceof ToolRun run
          ? Faults.value("google-adk tool", () -> run.exit(result, thrown))
          : null;
    }
  }
}
