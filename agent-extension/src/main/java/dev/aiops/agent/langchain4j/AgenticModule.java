/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Agents and workflows of LangChain4j agentic, which is in beta. */
public final class AgenticModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  /** Called by the agent. */
  public AgenticModule() {
    super("langchain4j-agentic", "langchain4j", "aiops");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("dev.langchain4j.agentic.internal.AgentInvoker");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new AgenticInstrumentation(),
        new WorkflowInstrumentation(),
        new ExecutorInstrumentation("dev.langchain4j.agentic.internal.AbstractServiceBuilder"));
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    return HelperClasses.in("dev.aiops.agent.langchain4j");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("dev.aiops.agent.langchain4j.");
  }
}
