/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;

/** Hooks google-genai 1, and what is built on it. */
public final class GenAiModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  static final String NAME = "google-genai";
  private static final String PACKAGE = "dev.aiops.agent.genai";

  /** Called by the agent. */
  public GenAiModule() {
    super("google-genai", "aiops");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new ModelsInstrumentation(),
        new AsyncModelsInstrumentation(),
        new StreamInstrumentation(),
        new RetryInstrumentation(),
        new ClientInstrumentation(),
        new FunctionInstrumentation());
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
