/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import dev.langchain4j.agentic.internal.AgentInvoker;
import dev.langchain4j.agentic.planner.AgentInstance;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.langchain4j.AgentRun;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Agents and workflows of the agentic module. */
final class AgenticRuns {

  private static final String WORKFLOW = "dev.langchain4j.agentic.internal.Planner";

  private AgenticRuns() {}

  /** A workflow's method; null for the methods the module itself puts on a workflow's proxy. */
  static @Nullable ServiceRuns workflow(Object handler, Method method, Object @Nullable [] args) {
    if (!(handler instanceof AgentInstance workflow) || !isOfWorkflow(method)) {
      return null;
    }
    return ServiceRuns.open(
        RunStart.of(name(workflow), Requests.LIBRARY)
            .workflow(true)
            .conversationId(RunInput.memoryId(method, args))
            .input(() -> input(method, args))
            .build(),
        null);
  }

  /**
   * An agent as a step of a workflow; null for a workflow inside one, which enters by its own
   * method.
   */
  static @Nullable ServiceRuns agent(
      AgentInvoker invoker, Object agent, @Nullable AgentInvocationArguments arguments) {
    Method method = invoker.method();
    if (isWorkflow(agent) || isInside(invoker)) {
      return null;
    }
    return ServiceRuns.open(
        RunStart.of(name(invoker), Requests.LIBRARY)
            .input(() -> arguments == null ? null : input(method, arguments.positionalArgs()))
            .build(),
        method);
  }

  private static boolean isInside(AgentInvoker invoker) {
    // an invoker that calls its interface's version of the same method
    AgentRun around = AgentRun.of(Context.current());
    return around != null && around.awaits(invoker.method());
  }

  private static boolean isWorkflow(Object agent) {
    return Proxy.isProxyClass(agent.getClass())
        && Proxy.getInvocationHandler(agent).getClass().getName().startsWith(WORKFLOW);
  }

  private static boolean isOfWorkflow(Method method) {
    String declared = method.getDeclaringClass().getName();
    return switch (declared) {
      case "dev.langchain4j.agentic.UntypedAgent",
          "dev.langchain4j.agentic.supervisor.SupervisorAgent" ->
          true;
      default ->
          !declared.startsWith("dev.langchain4j.")
              && !declared.startsWith("java.")
              && !method.isDefault();
    };
  }

  private static String name(AgentInstance agent) {
    return agent.name() == null || agent.name().isBlank()
        ? agent.type().getSimpleName()
        : agent.name();
  }

  private static String input(Method method, Object @Nullable [] args) {
    if (args != null && args.length == 1 && args[0] instanceof Map<?, ?> named) {
      StringJoiner text = new StringJoiner("\n");
      named.forEach((name, value) -> text.add(name + ": " + value));
      return text.toString();
    }
    return RunInput.text(method, args);
  }
}
