/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * The chain of interceptors of one execution: it is asked once before an execution, and around each
 * of its attempts. It is every AWS client's, so that it arms no hook: a client of Bedrock without
 * the methods would not be missed.
 */
final class InterceptorsInstrumentation implements TypeInstrumentation {

  static final String CHAIN = "software.amazon.awssdk.core.interceptor.ExecutionInterceptorChain";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(CHAIN);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    advise(transformer, "beforeExecution", "ExecutionAdvice");
    advise(transformer, "beforeTransmission", "AttemptAdvice");
    advise(transformer, "afterTransmission", "AnsweredAdvice");
  }

  private static void advise(TypeTransformer transformer, String method, String advice) {
    transformer.applyAdviceToMethod(
        isMethod().and(named(method)).and(takesArguments(2)), "dev.aiops.agent.bedrock." + advice);
  }
}
