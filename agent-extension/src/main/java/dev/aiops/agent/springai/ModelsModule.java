/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Models of Spring AI, whatever their provider module, and the tools they ask for. */
public final class ModelsModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  /** Called by the agent. */
  public ModelsModule() {
    super("spring-ai-models", "spring-ai", "aiops");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("org.springframework.ai.chat.model.ChatModel");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new ChatModelInstrumentation(),
        new StreamingInstrumentation(),
        new EmbeddingModelInstrumentation(),
        new ToolManagerInstrumentation(),
        new ToolCallbackInstrumentation(),
        new RestInstrumentation(),
        new WebInstrumentation());
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    return HelperClasses.in("dev.aiops.agent.springai");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("dev.aiops.agent.springai.");
  }
}
