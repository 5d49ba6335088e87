/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import io.opentelemetry.javaagent.aiops.approval.GatedMethods;
import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import java.util.stream.Stream;

/** Hooks the methods of {@code aiops.approvals.methods}. */
public final class ApprovalModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  /** Called by the agent. */
  public ApprovalModule() {
    super("aiops-approvals", "aiops");
  }

  /** Before the module of runs, whose hook is then around this one: what is asked has its run. */
  @Override
  public int order() {
    return -1;
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return GatedMethods.configured().entrySet().stream()
        .<TypeInstrumentation>map(
            entry -> new GatedMethodInstrumentation(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    // the agent warns of helpers that no type asks for
    return GatedMethods.configured().isEmpty()
        ? List.of()
        : Stream.of("dev.aiops.agent.approval", "dev.aiops.agent.reactive")
            .flatMap(name -> HelperClasses.in(name).stream())
            .toList();
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("dev.aiops.agent.approval.")
        || className.startsWith("dev.aiops.agent.reactive.");
  }
}
