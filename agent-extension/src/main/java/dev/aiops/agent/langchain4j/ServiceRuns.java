/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.langchain4j.AgentRun;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An invocation of an AI service between the entry and the exit of its proxy's handler. */
record ServiceRuns(AgentRun run, Scope scope) {

  private static final Getter CONTENT = new Getter("content");

  /**
   * Null for methods that are not the agent's, and where the agentic module has entered this agent.
   */
  static @Nullable ServiceRuns begin(
      Object handler, Object proxy, Method method, Object @Nullable [] args) {
    if (!isOfAgent(method)) {
      return null;
    }
    Context parent = Context.current();
    AgentRun around = AgentRun.of(parent);
    if (around != null && around.isCalledBy(method)) {
      return null;
    }
    return open(
        RunStart.of(name(proxy, method), Requests.LIBRARY)
            .model(ServiceModel.of(handler))
            .conversationId(RunInput.memoryId(method, args))
            .input(() -> RunInput.text(method, args))
            .build(),
        null);
  }

  static ServiceRuns open(RunStart start, @Nullable Method awaited) {
    AgentRun run = new AgentRun(Runs.enter(Context.current(), start), awaited);
    return new ServiceRuns(run, Scopes.enter(run.context()));
  }

  void ended(@Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      run.failed(thrown);
    } else if (result instanceof CompletionStage<?> stage) {
      var ignored = stage.whenComplete(this::completed);
    } else {
      run.returned(() -> text(result));
    }
  }

  private void completed(@Nullable Object result, @Nullable Throwable error) {
    if (error == null) {
      run.returned(() -> text(result));
    } else {
      Throwable cause = error.getCause();
      run.failed(error instanceof CompletionException && cause != null ? cause : error);
    }
  }

  private static @Nullable String text(@Nullable Object result) {
    if (result == null || result instanceof String) {
      return (String) result;
    }
    // by name: Result is of another module than agentic agents need
    Object content =
        result.getClass().getSimpleName().equals("Result") ? CONTENT.of(result) : result;
    return content == null ? null : content.toString();
  }

  private static boolean isOfAgent(Method method) {
    Class<?> declared = method.getDeclaringClass();
    return declared != Object.class
        && !method.isDefault()
        && !declared.getName().startsWith("dev.langchain4j.service.memory.");
  }

  private static String name(Object proxy, Method method) {
    Class<?>[] interfaces = proxy.getClass().getInterfaces();
    return (interfaces.length > 0 ? interfaces[0] : method.getDeclaringClass()).getSimpleName();
  }
}
