/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.matcher.ElementMatcher;

/** Clients of the MCP Java SDK. */
public final class McpModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  static final String NAME = "mcp-sdk";

  /** Called by the agent. */
  public McpModule() {
    super("mcp-sdk", "aiops");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("io.modelcontextprotocol.client.McpAsyncClient");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new ClientInstrumentation(), new ListInstrumentation());
  }

  @Override
  public HelperClassStrategy helperClassStrategy() {
    return HelperClassStrategy.ISOLATED;
  }

  @Override
  public List<String> getAdditionalHelperClassNames() {
    return Stream.of("dev.aiops.agent.mcp", "dev.aiops.agent.reactive")
        .flatMap(name -> HelperClasses.in(name).stream())
        .toList();
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("dev.aiops.agent.mcp.")
        || className.startsWith("dev.aiops.agent.reactive.");
  }
}
