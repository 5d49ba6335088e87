/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;

/** Hooks google-adk 1. */
public final class AdkModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  static final String LIBRARY = "google-adk";

  /** What it reads messages by, and watches publishers. */
  private static final List<String> PACKAGES =
      List.of("dev.aiops.agent.adk", "dev.aiops.agent.genai", "dev.aiops.agent.reactive");

  /** Called by the agent. */
  public AdkModule() {
    super("google-adk", "aiops");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new RunnerInstrumentation(),
        new ModelInstrumentation(),
        new ToolInstrumentation(),
        new OwnTracingInstrumentation());
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    return PACKAGES.stream().flatMap(name -> HelperClasses.in(name).stream()).toList();
  }

  @Override
  public boolean isHelperClass(String className) {
    return PACKAGES.stream().anyMatch(name -> className.startsWith(name + '.'));
  }
}
