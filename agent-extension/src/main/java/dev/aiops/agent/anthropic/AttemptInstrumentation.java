/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** The clients below the one that retries, transports of other projects included. */
final class AttemptInstrumentation implements TypeInstrumentation {

  private static final String HTTP_CLIENT = "com.anthropic.core.http.HttpClient";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(HTTP_CLIENT);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(HTTP_CLIENT))
        .and(
            not(
                namedOneOf(
                    CallInstrumentation.RETRYING,
                    "com.anthropic.core.http.PhantomReachableClosingHttpClient")));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isMethod().and(not(isAbstract())).and(named("execute")).and(takesArguments(2)),
        "dev.aiops.agent.anthropic.AttemptAdvice");
    transformer.applyAdviceToMethod(
        isMethod().and(not(isAbstract())).and(named("executeAsync")).and(takesArguments(2)),
        "dev.aiops.agent.anthropic.AttemptAsyncAdvice");
  }
}
