/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;

import dev.aiops.agent.reactive.Publishers;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Hooks the named methods of one class, every overload of them. */
final class GatedMethodInstrumentation implements TypeInstrumentation {

  private static final ElementMatcher.Junction<MethodDescription> PUBLISHER =
      returns(namedOneOf(Publishers.TYPES.toArray(new String[0])));

  private static final ElementMatcher.Junction<MethodDescription> STAGE =
      returns(namedOneOf(CompletionStage.class.getName(), CompletableFuture.class.getName()));

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
    methods.forEach(method -> transform(transformer, method));
  }

  private void transform(TypeTransformer transformer, String method) {
    ElementMatcher.Junction<MethodDescription> matcher =
        isMethod().and(not(isAbstract())).and(named(method));
    transformer.applyAdviceToMethod(
        matcher.and(not(PUBLISHER)).and(not(STAGE)), "dev.aiops.agent.approval.GatedMethodAdvice");
    transformer.applyAdviceToMethod(
        matcher.and(STAGE), "dev.aiops.agent.approval.GatedStageAdvice");
    transformer.applyAdviceToMethod(
        matcher.and(PUBLISHER), "dev.aiops.agent.approval.GatedReactiveAdvice");
    Hooks.look(transformer, type + '#' + method, matcher);
  }
}
