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
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * {@code ChatModel.call}; and {@code internalCall}, which most provider modules have below it: one
 * paid call with all options merged, which in 1.x calls itself once its tools have run.
 */
final class ChatModelInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "spring-ai-chat";
  private static final String TYPE = "org.springframework.ai.chat.model.ChatModel";
  static final String PROMPT = "org.springframework.ai.chat.prompt.Prompt";
  static final String RESPONSE = "org.springframework.ai.chat.model.ChatResponse";

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
    Hooks.arm(
        transformer,
        HOOK,
        named("call")
            .and(takesArguments(1))
            .and(takesArgument(0, named(PROMPT)))
            .and(returns(named(RESPONSE)))
            .and(not(isAbstract())),
        getClass().getName() + "$Call");
    transformer.applyAdviceToMethod(
        named("internalCall")
            .and(takesArgument(0, named(PROMPT)))
            .and(takesArgument(1, named(RESPONSE)))
            .and(returns(named(RESPONSE))),
        getClass().getName() + "$InternalCall");
  }

  /** Advice on {@code call}. */
  public static final class Call {

    private Call() {}

    /** A {@code Throwable[]} refuses the call: its first is thrown and the body skipped. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable[].class, inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This ChatModel model, @Advice.Argument(0) Prompt prompt) {
      return Faults.value("spring-ai call", () -> ChatCalls.call(model, prompt), Entered::failed);
    }

    /** Ends the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable ChatResponse response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (Entered.of(entered) instanceof Throwable refusal) {
        return refusal;
      }
      if (Entered.of(entered) instanceof Entered call) {
        Faults.guard("spring-ai answer", () -> ChatCalls.ended(call, response, thrown));
      }
      return thrown;
    }
  }

  /** Advice on {@code internalCall}. */
  public static final class InternalCall {

    private InternalCall() {}

    /** As {@link Call#enter}. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable[].class, inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This ChatModel model,
        @Advice.Argument(0) Prompt prompt,
        @Advice.Argument(1) @Nullable ChatResponse previous) {
      return Faults.value(
          "spring-ai call", () -> ChatCalls.internalCall(model, prompt, previous), Entered::failed);
    }

    /** As {@link Call#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable ChatResponse response,
        @Advice.Thrown @Nullable Throwable thrown) {
      return Call.exit(entered, response, thrown);
    }
  }
}
