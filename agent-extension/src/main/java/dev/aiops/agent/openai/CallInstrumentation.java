/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

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

  static final String RETRYING = "com.openai.core.http.RetryingHttpClient";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(RETRYING);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        OpenAiModule.NAME,
        isMethod().and(named("execute")).and(takesArguments(2)),
        "dev.aiops.agent.openai.ExecuteAdvice");
    Hooks.arm(
        transformer,
        OpenAiModule.NAME,
        isMethod().and(named("executeAsync")).and(takesArguments(2)),
        "dev.aiops.agent.openai.ExecuteAsyncAdvice");
  }
}
