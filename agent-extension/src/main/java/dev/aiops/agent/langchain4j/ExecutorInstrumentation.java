/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.concurrent.Executor;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The executor an app gives for tools or steps in parallel. The agent carries the context through
 * executors it knows; an app's own, a lambda often, is not one of them, and its tools would be
 * outside their run.
 */
final class ExecutorInstrumentation implements TypeInstrumentation {

  private final String type;

  /**
   * @param type the class that is given the executor
   */
  ExecutorInstrumentation(String type) {
    this.type = type;
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(type);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        namedOneOf("executeToolsConcurrently", "executor")
            .and(takesArguments(1))
            .and(takesArgument(0, Executor.class)),
        getClass().getName() + "$Given");
  }

  /** Advice on the method that takes the executor. */
  public static final class Given {

    private Given() {}

    /** Puts an executor that carries the context in the place of the app's. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToArguments(@Advice.AssignReturned.ToArguments.ToArgument(0))
    public static @Nullable Executor enter(@Advice.Argument(0) @Nullable Executor executor) {
      return executor == null
          ? null
          : Faults.value("langchain4j executor", () -> Context.taskWrapping(executor));
    }
  }
}
