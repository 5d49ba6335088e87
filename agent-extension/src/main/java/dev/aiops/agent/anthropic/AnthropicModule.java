/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;

/** Hooks anthropic-java 2 and 3, and what is built on it. */
public final class AnthropicModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  static final String NAME = "anthropic-java";
  private static final String PACKAGE = "dev.aiops.agent.anthropic";

  /** Called by the agent. */
  public AnthropicModule() {
    super("anthropic", "aiops");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new CallInstrumentation(),
        new AttemptInstrumentation(),
        new BackendInstrumentation(),
        new PrepareInstrumentation(),
        new HandlerInstrumentation(),
        new OwnTracingInstrumentation());
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
