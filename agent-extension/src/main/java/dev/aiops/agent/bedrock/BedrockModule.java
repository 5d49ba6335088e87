/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import io.opentelemetry.javaagent.aiops.hook.HelperClasses;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.internal.ExperimentalInstrumentationModule;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Hooks bedrockruntime of the AWS SDK 2, and what is built on it. */
public final class BedrockModule extends InstrumentationModule
    implements ExperimentalInstrumentationModule {

  static final String NAME = "bedrockruntime";
  private static final String PACKAGE = "dev.aiops.agent.bedrock";

  /** Called by the agent. */
  public BedrockModule() {
    super("bedrock", "aiops");
  }

  /** The SDK's core is every AWS client's: it is left alone where there is none of Bedrock. */
  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new ClientInstrumentation(),
        new AsyncClientInstrumentation(),
        new InterceptorsInstrumentation(),
        new SendingInstrumentation(),
        new AsyncSendingInstrumentation());
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
