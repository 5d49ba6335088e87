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
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's {@code HttpClient}: one request is one attempt of the model call it is made for.
 */
final class HttpClientInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-http-client";

  private static final String TYPE = "dev.langchain4j.http.client.HttpClient";
  private static final String REQUEST = "dev.langchain4j.http.client.HttpRequest";
  private static final String LISTENER = "dev.langchain4j.http.client.sse.ServerSentEventListener";

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
        named("execute")
            .and(takesArguments(1))
            .and(takesArgument(0, named(REQUEST)))
            .and(not(isAbstract())),
        getClass().getName() + "$Execute");
    Hooks.arm(
        transformer,
        HOOK,
        named("execute")
            .and(takesArguments(3))
            .and(takesArgument(0, named(REQUEST)))
            .and(takesArgument(2, named(LISTENER)))
            .and(not(isAbstract())),
        getClass().getName() + "$Stream");
  }

  /** Advice on the blocking {@code execute}. */
  public static final class Execute {

    private Execute() {}

    /**
     * Begins an attempt where this thread is in a model call; a Throwable in its place is thrown.
     */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
    public static @Nullable Object enter(
        @Advice.This HttpClient client, @Advice.Argument(0) HttpRequest request) {
      return Faults.value(
          "langchain4j attempt", () -> HttpAttempts.begin(client, request), ModelCalls::refusal);
    }

    /** Ends the attempt. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable SuccessfulHttpResponse response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof Throwable refusal) {
        return refusal;
      }
      if (entered instanceof Attempt attempt) {
        Faults.guard("langchain4j attempt", () -> HttpAttempts.ended(attempt, response, thrown));
      }
      return thrown;
    }
  }

  /** Advice on {@code execute} with a listener. */
  public static final class Stream {

    private Stream() {}

    /** Begins an attempt and watches the stream. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable[].class, inline = false)
    @Advice.AssignReturned.ToArguments(
        @Advice.AssignReturned.ToArguments.ToArgument(value = 2, index = 1))
    public static Object @Nullable [] enter(
        @Advice.This HttpClient client,
        @Advice.Argument(0) HttpRequest request,
        @Advice.Argument(2) ServerSentEventListener listener) {
      return Faults.value(
          "langchain4j attempt",
          () -> HttpAttempts.stream(client, request, listener),
          fault -> HttpAttempts.failed(fault, listener));
    }

    /** The request was sent, or could not be. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter Object @Nullable [] entered, @Advice.Thrown @Nullable Throwable thrown) {
      if (entered != null && entered[0] instanceof StreamAttempt attempt) {
        Faults.guard("langchain4j attempt", () -> attempt.started(thrown));
      }
    }
  }
}
