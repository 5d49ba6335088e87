/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Where the tool runner runs one tool that the model asked for, whoever made the tool. */
final class ToolRunnerInstrumentation implements TypeInstrumentation {

  static final String TYPE = "com.anthropic.helpers.BetaToolRunner";
  static final String HOOK = "anthropic-java-tools";

  private static final String MODELS = "com.anthropic.models.beta.messages.";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(TYPE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        isMethod()
            .and(not(isStatic()))
            .and(named("generateToolUseResult"))
            .and(takesArgument(0, named(MODELS + "BetaToolUseBlockParam")))
            .and(returns(named(MODELS + "BetaToolResultBlockParam"))),
        "dev.aiops.agent.anthropic." + (GatedCalls.on() ? "GatedToolAdvice" : "ToolAdvice"));
  }
}
