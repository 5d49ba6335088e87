/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import com.google.adk.runner.Runner;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.reactivex.rxjava3.core.Flowable;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** What every way of running an agent comes to, inside the library's span of the invocation. */
final class RunnerInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "google-adk-runner";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("com.google.adk.runner.Runner");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        isMethod()
            .and(named("runAsyncImpl"))
            .and(takesArgument(0, named("com.google.adk.sessions.Session")))
            .and(takesArgument(1, named("com.google.genai.types.Content")))
            .and(not(isAbstract())),
        getClass().getName() + "$Run");
    transformer.applyAdviceToMethod(
        isMethod()
            .and(named("runAsync"))
            .and(returns(named("io.reactivex.rxjava3.core.Flowable")))
            .and(not(isAbstract())),
        getClass().getName() + "$Events");
  }

  /** Advice after the methods that the app calls. */
  public static final class Events {

    private Events() {}

    /** Who subscribes is afterwards where it was before. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flowable<?> exit(@Advice.Return @Nullable Flowable<?> events) {
      return events == null ? null : new GuardedEvents<>(events);
    }
  }

  /** Advice around it. */
  public static final class Run {

    private Run() {}

    /** Begins the run: what is put together for it finds it in the context. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This Runner runner,
        @Advice.Argument(0) @Nullable Session session,
        @Advice.Argument(1) @Nullable Content message) {
      return Faults.value("google-adk run", () -> AgentRun.enter(runner, session, message));
    }

    /** The run ends with the events that it returns. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flowable<?> exit(
        @Advice.Enter @Nullable Object run,
        @Advice.Return @Nullable Flowable<?> events,
        @Advice.Thrown @Nullable Throwable thrown) {
      return run instanceof AgentRun entered
          ? Faults.value("google-adk run", () -> entered.exit(events, thrown))
          : null;
    }
  }
}
