/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * {@code ToolCallingManager.executeToolCalls}: an answer is complete, and the tools that it asks
 * for run beside the call, each with the id that the answer gave it.
 */
final class ToolManagerInstrumentation implements TypeInstrumentation {

  private static final String TYPE = "org.springframework.ai.model.tool.ToolCallingManager";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TYPE);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(TYPE));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("executeToolCalls")
            .and(takesArguments(2))
            .and(takesArgument(1, named(ChatModelInstrumentation.RESPONSE)))
            .and(not(isAbstract())),
        getClass().getName() + "$Execute");
  }

  /** Advice on {@code executeToolCalls}. */
  public static final class Execute {

    private Execute() {}

    /** Ends the call that asked, if the tools run inside its method. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(@Advice.Argument(1) ChatResponse response) {
      return Faults.value("spring-ai tools", () -> ToolRound.enter(response));
    }

    /** Leaves the tools. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(@Advice.Enter @Nullable Object entered) {
      if (entered instanceof Scope scope) {
        Faults.guard("spring-ai tools", scope::close);
      }
    }
  }
}
