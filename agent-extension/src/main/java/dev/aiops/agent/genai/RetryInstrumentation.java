/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/** What sends a request again: each time it hands one on is an attempt. */
final class RetryInstrumentation implements TypeInstrumentation {

  static final String RETRY = "com.google.genai.RetryInterceptor";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(RETRY);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isMethod().and(named("intercept")).and(takesArguments(1)),
        getClass().getName() + "$Intercept");
  }

  /** Watches what the method hands on to. */
  public static final class Intercept {

    private Intercept() {}

    /** Puts a chain that counts in place of the one given. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(0))
    public static Interceptor.@Nullable Chain enter(@Advice.Argument(0) Interceptor.Chain chain) {
      return Faults.value("google-genai attempt", () -> WatchedChain.of(chain));
    }

    /** A refusal leaves OkHttp in the way that it can be told in. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(@Advice.Thrown @Nullable Throwable thrown) {
      return thrown instanceof RefusedAttempt refused ? refused.told() : null;
    }
  }
}
