/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code EmbeddingModel}: {@code embedAll}, all a model has before requests came in; then {@code
 * doEmbed}, and {@code doEmbedAsync} of 1.20. Where one calls the other the outer one owns the
 * call.
 */
final class EmbeddingModelInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-embeddings";

  private static final String TYPE = "dev.langchain4j.model.embedding.EmbeddingModel";
  private static final String REQUEST = "dev.langchain4j.model.embedding.request.EmbeddingRequest";

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
        named("embedAll")
            .and(takesArguments(1))
            .and(takesArgument(0, List.class))
            .and(returns(named("dev.langchain4j.model.output.Response")))
            .and(not(isAbstract())),
        getClass().getName() + "$EmbedAll");
    Hooks.arm(
        transformer,
        HOOK,
        named("doEmbed")
            .and(takesArguments(1))
            .and(takesArgument(0, named(REQUEST)))
            .and(not(isAbstract())),
        getClass().getName() + "$DoEmbed");
    transformer.applyAdviceToMethod(
        named("doEmbedAsync")
            .and(takesArguments(1))
            .and(takesArgument(0, named(REQUEST)))
            .and(returns(CompletableFuture.class))
            .and(not(isAbstract())),
        getClass().getName() + "$DoEmbedAsync");
  }

  /** Advice on {@code embedAll}. */
  public static final class EmbedAll {

    private EmbedAll() {}

    /**
     * A Throwable in place of the state would refuse the call: it is thrown and the body skipped.
     */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This EmbeddingModel model,
        @Advice.Argument(0) @Nullable List<TextSegment> segments) {
      return Faults.value(
          "langchain4j call", () -> EmbeddingCalls.embedAll(model, segments), ModelCalls::refusal);
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return refusal;
      }
      if (entered instanceof Entered call) {
        Faults.guard("langchain4j answer", () -> EmbeddingCalls.ended(call, response, thrown));
      }
      return thrown;
    }
  }

  /** Advice on {@code doEmbed}. */
  public static final class DoEmbed {

    private DoEmbed() {}

    /** As {@link EmbedAll#enter}. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This EmbeddingModel model, @Advice.Argument(0) Object request) {
      return Faults.value(
          "langchain4j call", () -> EmbeddingCalls.doEmbed(model, request), ModelCalls::refusal);
    }

    /** As {@link EmbedAll#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      return EmbedAll.exit(entered, response, thrown);
    }
  }

  /** Advice on {@code doEmbedAsync}. */
  public static final class DoEmbedAsync {

    private DoEmbedAsync() {}

    /** The body is skipped where the call is refused, or made elsewhere. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        inline = false,
        skipOn = Advice.OnNonDefaultValue.class,
        skipOnIndex = Entered.SKIPPED)
    public static Object @Nullable [] enter(
        @Advice.This EmbeddingModel model, @Advice.Argument(0) Object request) {
      return Faults.value(
          "langchain4j call", () -> EmbeddingCalls.doEmbedAsync(model, request), Entered::failed);
    }

    /** The future ends the call; a refusal is a failed one. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable CompletableFuture<Object> exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable CompletableFuture<Object> answer,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (Entered.of(entered) instanceof Throwable refusal) {
        return CompletableFuture.failedFuture(refusal);
      }
      return Entered.of(entered) instanceof Entered call
          ? Faults.value(
              "langchain4j answer",
              () -> EmbeddingCalls.endedAsync(call, call.answer(answer), thrown))
          : answer;
    }
  }
}
