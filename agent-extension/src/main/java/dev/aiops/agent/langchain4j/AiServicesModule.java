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

/** AI services of LangChain4j and their tools. */
public final class AiServicesModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  /** Called by the agent. */
  public AiServicesModule() {
    super("langchain4j-ai-services", "langchain4j", "aiops");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("dev.langchain4j.service.AiServices");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new AiServicesInstrumentation(),
        new TokenStreamInstrumentation(),
        new ToolExecutorInstrumentation(),
        new ExecutorInstrumentation("dev.langchain4j.service.tool.ToolService"));
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
