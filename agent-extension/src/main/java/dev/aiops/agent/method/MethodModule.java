/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.method;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.aiops.run.RunMethods;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import java.util.stream.Stream;

/** Hooks the methods of {@code aiops.runs.methods}. */
public final class MethodModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  /** Called by the agent. */
  public MethodModule() {
    super("aiops-methods", "aiops");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return RunMethods.configured().entrySet().stream()
        .<TypeInstrumentation>map(
            entry -> new MethodInstrumentation(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    // the agent warns of helpers that no type asks for
    return RunMethods.configured().isEmpty()
        ? List.of()
        : Stream.of("dev.aiops.agent.method", "dev.aiops.agent.reactive")
            .flatMap(name -> HelperClasses.in(name).stream())
            .toList();
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("dev.aiops.agent.method.")
        || className.startsWith("dev.aiops.agent.reactive.");
  }
}
