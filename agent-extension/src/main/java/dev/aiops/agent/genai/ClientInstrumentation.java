/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** The client of versions that send nothing again: each request is one attempt. */
final class ClientInstrumentation implements TypeInstrumentation {

  private static final String CLIENT = "com.google.genai.HttpApiClient";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(CLIENT).and(not(hasClassesNamed(RetryInstrumentation.RETRY)));
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(CLIENT);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isMethod().and(named("request")).and(takesArguments(4)).and(not(isBridge())),
        getClass().getName() + "$Send");
    transformer.applyAdviceToMethod(
        isMethod().and(named("asyncRequest")).and(takesArguments(4)),
        getClass().getName() + "$SendAsync");
  }

  /** Around a request. A Throwable in place of the attempt is thrown instead of sending. */
  public static final class Send {

    private Send() {}

    /** Begins the attempt. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter() {
      return Faults.value("google-genai attempt", Answered::begin, ModelCalls::refusal);
    }

    /** Ends it. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Attempt attempt) {
        Faults.guard("google-genai attempt", () -> Answered.end(attempt, response, thrown));
      }
      return entered instanceof Throwable refusal ? refusal : null;
    }
  }

  /** As {@link Send}, of a request that gives a future. */
  public static final class SendAsync {

    private SendAsync() {}

    /** Begins the attempt. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter() {
      return Faults.value("google-genai attempt", Answered::begin, ModelCalls::refusal);
    }

    /** Ends it with the future. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable CompletableFuture<?> exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable CompletableFuture<?> response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return CompletableFuture.failedFuture(refusal);
      }
      if (entered instanceof Attempt attempt) {
        Faults.guard("google-genai attempt", () -> Answered.later(attempt, response, thrown));
      }
      return null;
    }
  }
}
