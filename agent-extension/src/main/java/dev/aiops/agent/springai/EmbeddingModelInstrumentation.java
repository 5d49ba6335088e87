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
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** {@code EmbeddingModel.call}, which all its other methods end in. */
final class EmbeddingModelInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "spring-ai-embeddings";
  private static final String TYPE = "org.springframework.ai.embedding.EmbeddingModel";

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
            .and(takesArguments(1))
            .and(takesArgument(0, named("org.springframework.ai.embedding.EmbeddingRequest")))
            .and(not(isAbstract())),
        getClass().getName() + "$Call");
  }

  /** Advice on {@code call}. */
  public static final class Call {

    private Call() {}

    /** A Throwable in place of the state refuses the call: it is thrown and the body skipped. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This EmbeddingModel model, @Advice.Argument(0) EmbeddingRequest request) {
      return Faults.value(
          "spring-ai call", () -> EmbeddingCalls.begin(model, request), ModelCalls::refusal);
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable EmbeddingResponse response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return refusal;
      }
      if (entered instanceof EmbeddingCalls call) {
        Faults.guard("spring-ai answer", () -> call.ended(response, thrown));
      }
      return thrown;
    }
  }
}
