/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.nameContains;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * What turns an answer into an object or an exception: the exception the app sees is made here, and
 * a run that fails with it names the call by it. Kotlin inlines the JSON handlers into the
 * services.
 */
final class HandlerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return nameStartsWith("com.anthropic.core.handlers.ErrorHandler$")
        .or(
            nameStartsWith("com.anthropic.services.")
                .and(
                    nameContains("$inlined$jsonHandler$")
                        .or(nameContains("$inlined$errorHandler$"))));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isMethod().and(named("handle")).and(takesArguments(1)).and(not(isBridge())),
        "dev.aiops.agent.anthropic.HandlerAdvice");
  }
}
