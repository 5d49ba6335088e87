/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Hooks the named methods of one class, every overload of them. */
final class GatedMethodInstrumentation implements TypeInstrumentation {

  private final String type;
  private final Set<String> methods;

  GatedMethodInstrumentation(String type, Set<String> methods) {
    this.type = type;
    this.methods = methods;
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(type);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    for (String method : methods) {
      Hooks.arm(
          transformer,
          type + '#' + method,
          isMethod().and(not(isAbstract())).and(named(method)),
          "dev.aiops.agent.approval.GatedMethodAdvice");
    }
  }
}
