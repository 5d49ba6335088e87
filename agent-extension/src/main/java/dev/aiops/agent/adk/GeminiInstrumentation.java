/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.CallsBelow;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.reactivex.rxjava3.core.Flowable;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The model that google-genai is called by. A stream that nobody wants any more is dropped and not
 * closed, which that library's hook would only see when it is collected.
 */
final class GeminiInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(ModelInstrumentation.MODELS + "Gemini");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        ModelInstrumentation.generate(), getClass().getName() + "$Generate");
  }

  /** Advice around one request. */
  public static final class Generate {

    private Generate() {}

    /** The calls that begin in the method, and the scope in which they are seen. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static Object @Nullable [] enter(@Advice.Argument(1) boolean stream) {
      return stream ? Faults.value("google-adk stream", Generate::watch) : null;
    }

    // closed by exit: enter and exit are two advice calls
    @SuppressWarnings("MustBeClosedChecker")
    private static Object[] watch() {
      CallsBelow calls = new CallsBelow();
      return new Object[] {calls, calls.in(Context.current()).makeCurrent()};
    }

    /** Who cancels the answer has abandoned them. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flowable<?> exit(
        @Advice.Enter Object @Nullable [] entered, @Advice.Return @Nullable Flowable<?> answer) {
      return entered == null
          ? null
          : Faults.value("google-adk stream", () -> watched(entered, answer));
    }

    private static @Nullable Flowable<?> watched(Object[] entered, @Nullable Flowable<?> answer) {
      ((Scope) entered[1]).close();
      CallsBelow calls = (CallsBelow) entered[0];
      return answer == null ? null : answer.doOnCancel(calls::abandon);
    }
  }
}
