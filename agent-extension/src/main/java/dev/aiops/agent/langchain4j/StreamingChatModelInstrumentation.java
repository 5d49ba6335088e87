/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.concurrent.Flow;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code StreamingChatModel}: {@code doChat} with a handler since 1.0; the reactive {@code doChat}
 * of 1.20; and {@code chat} with a handler where a model overrides that instead.
 */
final class StreamingChatModelInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-streaming";

  private static final String TYPE = "dev.langchain4j.model.chat.StreamingChatModel";
  private static final String REQUEST = "dev.langchain4j.model.chat.request.ChatRequest";
  private static final String HANDLER =
      "dev.langchain4j.model.chat.response.StreamingChatResponseHandler";

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
        named("doChat")
            .and(takesArguments(2))
            .and(takesArgument(0, named(REQUEST)))
            .and(takesArgument(1, named(HANDLER)))
            .and(not(isAbstract())),
        getClass().getName() + "$DoChat");
    transformer.applyAdviceToMethod(
        named("doChat")
            .and(takesArguments(1))
            .and(takesArgument(0, named(REQUEST)))
            .and(returns(Flow.Publisher.class))
            .and(not(isAbstract())),
        getClass().getName() + "$Reactive");
    Hooks.arm(
        transformer,
        HOOK,
        named("chat")
            .and(takesArguments(2))
            .and(takesArgument(0, named(REQUEST)))
            .and(takesArgument(1, named(HANDLER)))
            .and(not(isAbstract())),
        getClass().getName() + "$Chat");
    transformer.applyAdviceToMethod(
        named("chat")
            .and(takesArguments(3))
            .and(takesArgument(0, named(REQUEST)))
            .and(takesArgument(2, named(HANDLER)))
            .and(not(isAbstract())),
        getClass().getName() + "$ChatWithOptions");
  }

  /** Advice on {@code doChat} with a handler. */
  public static final class DoChat {

    private DoChat() {}

    /** The body is skipped where the call is refused, or made elsewhere. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        inline = false,
        skipOn = Advice.OnNonDefaultValue.class,
        skipOnIndex = StreamedCall.SKIPPED)
    @Advice.AssignReturned.ToArguments({
      @ToArgument(value = 1, index = 1, typing = Typing.DYNAMIC),
      @ToArgument(value = 0, index = 2, typing = Typing.DYNAMIC)
    })
    public static Object @Nullable [] enter(
        @Advice.This StreamingChatModel model,
        @Advice.Argument(0) ChatRequest request,
        @Advice.Argument(1) StreamingChatResponseHandler handler) {
      return Faults.value(
          "langchain4j stream",
          () -> ChatCalls.doStream(model, request, handler),
          fault -> StreamedCall.failed(fault, handler));
    }

    /** The stream has begun, or could not. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter Object @Nullable [] entered, @Advice.Thrown @Nullable Throwable thrown) {
      Faults.guard("langchain4j stream", () -> StreamedCall.exited(entered, thrown));
    }
  }

  /** Advice on {@code chat} with a handler. */
  public static final class Chat {

    private Chat() {}

    /** As {@link DoChat#enter}. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        inline = false,
        skipOn = Advice.OnNonDefaultValue.class,
        skipOnIndex = StreamedCall.SKIPPED)
    @Advice.AssignReturned.ToArguments({
      @ToArgument(value = 1, index = 1, typing = Typing.DYNAMIC),
      @ToArgument(value = 0, index = 2, typing = Typing.DYNAMIC)
    })
    public static Object @Nullable [] enter(
        @Advice.This StreamingChatModel model,
        @Advice.Argument(0) ChatRequest request,
        @Advice.Argument(1) StreamingChatResponseHandler handler) {
      return Faults.value(
          "langchain4j stream",
          () -> ChatCalls.stream(model, new Streaming(request, handler, model::chat)),
          fault -> StreamedCall.failed(fault, handler));
    }

    /** As {@link DoChat#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter Object @Nullable [] entered, @Advice.Thrown @Nullable Throwable thrown) {
      Faults.guard("langchain4j stream", () -> StreamedCall.exited(entered, thrown));
    }
  }

  /** Advice on {@code chat} with options, since 1.13. */
  public static final class ChatWithOptions {

    private ChatWithOptions() {}

    /** As {@link DoChat#enter}. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        inline = false,
        skipOn = Advice.OnNonDefaultValue.class,
        skipOnIndex = StreamedCall.SKIPPED)
    @Advice.AssignReturned.ToArguments({
      @ToArgument(value = 2, index = 1, typing = Typing.DYNAMIC),
      @ToArgument(value = 0, index = 2, typing = Typing.DYNAMIC)
    })
    public static Object @Nullable [] enter(
        @Advice.This StreamingChatModel model,
        @Advice.Argument(0) ChatRequest request,
        @Advice.Argument(1) Object options,
        @Advice.Argument(2) StreamingChatResponseHandler handler) {
      return Faults.value(
          "langchain4j stream",
          () ->
              ChatCalls.stream(
                  model, new Streaming(request, handler, Streaming.withOptions(model, options))),
          fault -> StreamedCall.failed(fault, handler));
    }

    /** As {@link DoChat#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter Object @Nullable [] entered, @Advice.Thrown @Nullable Throwable thrown) {
      Faults.guard("langchain4j stream", () -> StreamedCall.exited(entered, thrown));
    }
  }

  /** Advice on the reactive {@code doChat}: nothing happens before somebody subscribes. */
  public static final class Reactive {

    private Reactive() {}

    /** Puts a publisher that makes each subscription a call in the place of the library's. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static Flow.@Nullable Publisher<Object> exit(
        @Advice.This StreamingChatModel model,
        @Advice.Argument(0) ChatRequest request,
        @Advice.Return Flow.@Nullable Publisher<Object> events) {
      return events == null
          ? null
          : Faults.value(
              "langchain4j stream",
              () -> ChatCalls.publisher(model, request, events),
              fault -> CallPublisher.failed(fault, events));
    }
  }
}
