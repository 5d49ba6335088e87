/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** The client that retries: one pass through it is one call. */
final class CallInstrumentation implements TypeInstrumentation {

  static final String RETRYING = "com.anthropic.core.http.RetryingHttpClient";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(RETRYING);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        AnthropicModule.NAME,
        isMethod().and(named("execute")).and(takesArguments(2)),
        "dev.aiops.agent.anthropic.ExecuteAdvice");
    Hooks.arm(
        transformer,
        AnthropicModule.NAME,
        isMethod().and(named("executeAsync")).and(takesArguments(2)),
        "dev.aiops.agent.anthropic.ExecuteAsyncAdvice");
    transformer.applyAdviceToMethod(
        isMethod().and(named("keepBodyOpen")).and(takesArguments(1)),
        "dev.aiops.agent.anthropic.CopyAdvice");
  }
}
