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

/** Chat, streaming and embeddings models of LangChain4j. */
public final class ModelsModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  /** Called by the agent. */
  public ModelsModule() {
    super("langchain4j-models", "langchain4j", "aiops");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("dev.langchain4j.model.chat.ChatModel");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new ChatModelInstrumentation(),
        new StreamingChatModelInstrumentation(),
        new EmbeddingModelInstrumentation());
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
