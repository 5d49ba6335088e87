/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;

/** Hooks openai-java 1 to 4, and what is built on it. */
public final class OpenAiModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  static final String NAME = "openai-java";
  private static final String PACKAGE = "dev.aiops.agent.openai";

  /** Called by the agent. */
  public OpenAiModule() {
    super("aiops-openai", "aiops");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new CallInstrumentation(),
        new AttemptInstrumentation(),
        new PrepareInstrumentation(),
        new HandlerInstrumentation());
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    return HelperClasses.in(PACKAGE);
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith(PACKAGE + '.');
  }
}
