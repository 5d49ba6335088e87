/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.langchain4j.AgentRun;
import io.opentelemetry.javaagent.aiops.langchain4j.TokenStreams;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The stream an AI service answers with, also behind a {@code Flux}: built in the run, started
 * later.
 */
final class TokenStreamInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-ai-services-streaming";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("dev.langchain4j.service.AiServiceTokenStream");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isConstructor(), getClass().getName() + "$Built");
    Hooks.arm(
        transformer, HOOK, named("start").and(takesArguments(0)), getClass().getName() + "$Start");
  }

  /** Advice on the constructor. */
  public static final class Built {

    private Built() {}

    /** The run that is current goes on until this stream ends. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    public static void exit(@Advice.This Object stream) {
      Faults.guard("langchain4j token stream", () -> TokenStreams.built(stream, Context.current()));
    }
  }

  /** Advice on {@code start}. */
  public static final class Start {

    private Start() {}

    /** Enters the run the stream belongs to, whatever thread starts it. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(@Advice.This Object stream) {
      return Faults.value("langchain4j token stream", () -> Started.of(stream));
    }

    /** Leaves the run, which ends when its last model call does. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Started started) {
        Faults.guard("langchain4j token stream", () -> started.left(thrown));
      }
    }
  }

  /** A stream that is being started. */
  record Started(AgentRun run, Scope scope) {

    static @Nullable Started of(Object stream) {
      AgentRun run = TokenStreams.starting(stream);
      return run == null ? null : new Started(run, Scopes.enter(run.context()));
    }

    void left(@Nullable Throwable thrown) {
      scope.close();
      TokenStreams.started(run, thrown);
    }
  }
}
