/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Hooks the tools of anthropic-java's tool runner. */
public final class ToolsModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  private static final String PACKAGE = "dev.aiops.agent.anthropic";

  /** Called by the agent. */
  public ToolsModule() {
    super("anthropic-tools", "anthropic", "aiops");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(ToolRunnerInstrumentation.TYPE);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new ToolRunnerInstrumentation());
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
