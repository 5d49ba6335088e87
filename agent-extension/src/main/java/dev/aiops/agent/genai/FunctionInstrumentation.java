/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.lang.reflect.Method;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Where the library calls a function of the app because a model asked for it: with the function and
 * its arguments, and since 1.77 with the object whose method it is.
 */
final class FunctionInstrumentation implements TypeInstrumentation {

  static final String HOOK = "google-genai-functions";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("com.google.genai.AfcUtil");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        isMethod()
            .and(isStatic())
            .and(named("getFunctionResponse"))
            .and(takesArgument(0, Method.class))
            .and(
                takesArgument(
                    1, namedOneOf("java.util.Map", "com.google.common.collect.ImmutableMap"))),
        getClass().getName() + (GatedCalls.on() ? "$Gated" : "$Call"));
  }

  /**
   * Advice where actions may need approval: the function runs only where the entry gives a state.
   * An entry that fails, even one that cannot be linked, gives null and the body is skipped.
   */
  public static final class Gated {

    private Gated() {}

    /** Null skips the body. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        skipOn = Advice.OnDefaultValue.class,
        inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 1, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.Argument(0) Method function, @Advice.Argument(1) Map<String, Object> arguments) {
      return GatedFunction.enter(function, arguments);
    }

    /** Tells what came of it, or why it did not run. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
    @Advice.AssignReturned.ToReturned(index = 1, typing = Typing.DYNAMIC)
    public static @Nullable Object[] exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      return GatedFunction.exit(entered == null ? null : entered[0], result, thrown);
    }
  }

  /** Advice where nothing needs approval. */
  public static final class Call {

    private Call() {}

    /** Begins the call. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.Argument(0) Method function, @Advice.Argument(1) Map<String, Object> arguments) {
      return Faults.value("google-genai function", () -> FunctionRun.begin(function, arguments));
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof FunctionRun run) {
        Faults.guard("google-genai function", () -> run.ended(result, thrown));
      }
    }
  }
}
