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
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/**
 * {@code StreamingChatModel.stream}, and {@code internalStream} below it: nothing is asked until
 * somebody subscribes, and each subscription is a call.
 */
final class StreamingInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "spring-ai-streaming";
  private static final String TYPE = "org.springframework.ai.chat.model.StreamingChatModel";
  private static final String FLUX = "reactor.core.publisher.Flux";

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
        named("stream")
            .and(takesArguments(1))
            .and(takesArgument(0, named(ChatModelInstrumentation.PROMPT)))
            .and(returns(named(FLUX)))
            .and(not(isAbstract())),
        getClass().getName() + "$Stream");
    transformer.applyAdviceToMethod(
        named("internalStream")
            .and(takesArgument(0, named(ChatModelInstrumentation.PROMPT)))
            .and(returns(named(FLUX))),
        getClass().getName() + "$InternalStream");
  }

  /** Advice on {@code stream}. */
  public static final class Stream {

    private Stream() {}

    /** Puts a stream that makes a call of each subscription in place of the model's. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flux<ChatResponse> exit(
        @Advice.This Object model,
        @Advice.Argument(0) Prompt prompt,
        @Advice.Return @Nullable Flux<ChatResponse> answer) {
      return answer == null
          ? null
          : Faults.value(
              "spring-ai stream",
              () -> CallFlux.stream(model, prompt, answer),
              fault -> CallFlux.failed(fault, answer));
    }
  }

  /** Advice on {@code internalStream}, whose second argument in 1.x is the round before. */
  public static final class InternalStream {

    private InternalStream() {}

    /** As {@link Stream#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flux<ChatResponse> exit(
        @Advice.This Object model,
        @Advice.AllArguments(typing = Typing.DYNAMIC) Object[] arguments,
        @Advice.Return @Nullable Flux<ChatResponse> answer) {
      return answer == null
          ? null
          : Faults.value(
              "spring-ai stream",
              () -> CallFlux.internalStream(model, arguments, answer),
              fault -> CallFlux.failed(fault, answer));
    }
  }
}
