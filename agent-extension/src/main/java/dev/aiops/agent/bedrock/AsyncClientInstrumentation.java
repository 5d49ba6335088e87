/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** The client that does not wait: the only one with streams. */
final class AsyncClientInstrumentation implements TypeInstrumentation {

  static final String CLIENT =
      "software.amazon.awssdk.services.bedrockruntime.DefaultBedrockRuntimeAsyncClient";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(CLIENT);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        BedrockModule.NAME,
        isMethod().and(namedOneOf("converse", "invokeModel")).and(takesArguments(1)),
        "dev.aiops.agent.bedrock.AsyncCallAdvice");
    Hooks.arm(
        transformer,
        BedrockModule.NAME,
        isMethod()
            .and(namedOneOf("converseStream", "invokeModelWithResponseStream"))
            .and(takesArguments(2)),
        "dev.aiops.agent.bedrock.StreamAdvice");
  }
}
