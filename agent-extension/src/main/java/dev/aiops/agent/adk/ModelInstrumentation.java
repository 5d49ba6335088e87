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
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.LlmRequest;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.reactivex.rxjava3.core.Flowable;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Models of whatever class. The two that the library calls by a client of which there is a hook are
 * left to that: it knows what is sent and what it cost.
 */
final class ModelInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "google-adk-models";
  private static final String MODELS = "com.google.adk.models.";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(MODELS + "BaseLlm");
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return extendsClass(named(MODELS + "BaseLlm"))
        .and(not(namedOneOf(MODELS + "BaseLlm", MODELS + "Gemini", MODELS + "Claude")));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        isMethod()
            .and(named("generateContent"))
            .and(takesArguments(2))
            .and(takesArgument(0, named(MODELS + "LlmRequest")))
            .and(takesArgument(1, boolean.class))
            .and(not(isAbstract()))
            .and(not(isBridge())),
        getClass().getName() + "$Generate");
  }

  /** Advice around one request. */
  public static final class Generate {

    private Generate() {}

    /** What stands in for the method, or a Throwable that refuses it: the body is skipped. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        skipOn = Advice.OnNonDefaultValue.class,
        inline = false)
    public static @Nullable Object enter(
        @Advice.This BaseLlm model,
        @Advice.Argument(0) LlmRequest request,
        @Advice.Argument(1) boolean stream) {
      return Faults.value(
          "google-adk call", () -> LlmCall.enter(model, request, stream), ModelCalls::refusal);
    }

    /** An answer that makes a call of each subscription; a refusal is one that fails. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flowable<?> exit(@Advice.Enter @Nullable Object entered) {
      if (entered instanceof Throwable refusal) {
        return Flowable.error(refusal);
      }
      return entered instanceof LlmCall call ? call.asFlowable() : null;
    }
  }
}
