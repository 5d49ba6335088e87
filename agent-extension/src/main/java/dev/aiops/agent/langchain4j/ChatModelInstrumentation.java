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

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code ChatModel}: {@code doChat}, which every provider's model has since 1.0; {@code
 * doChatAsync} of 1.20; and {@code chat} where a model overrides that instead.
 */
final class ChatModelInstrumentation implements TypeInstrumentation {

  private static final String HOOK = "langchain4j-chat";

  private static final String TYPE = "dev.langchain4j.model.chat.ChatModel";
  private static final String REQUEST = "dev.langchain4j.model.chat.request.ChatRequest";
  private static final String RESPONSE = "dev.langchain4j.model.chat.response.ChatResponse";

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
            .and(takesArguments(1))
            .and(takesArgument(0, named(REQUEST)))
            .and(returns(named(RESPONSE)))
            .and(not(isAbstract())),
        getClass().getName() + "$DoChat");
    transformer.applyAdviceToMethod(
        named("doChatAsync")
            .and(takesArguments(1))
            .and(takesArgument(0, named(REQUEST)))
            .and(returns(CompletableFuture.class))
            .and(not(isAbstract())),
        getClass().getName() + "$DoChatAsync");
    Hooks.arm(
        transformer,
        HOOK,
        named("chat")
            .and(takesArgument(0, named(REQUEST)))
            .and(returns(named(RESPONSE)))
            .and(not(isAbstract())),
        getClass().getName() + "$Chat");
  }

  /** Advice on {@code doChat}. */
  public static final class DoChat {

    private DoChat() {}

    /** A {@code Throwable[]} refuses the call: its first is thrown and the body skipped. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable[].class, inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This ChatModel model, @Advice.Argument(0) ChatRequest request) {
      return Faults.value(
          "langchain4j call", () -> ChatCalls.doChat(model, request), Entered::failed);
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
        Faults.guard("langchain4j answer", () -> ChatCalls.ended(call, response, thrown));
      }
      return thrown;
    }
  }

  /** Advice on {@code chat}. */
  public static final class Chat {

    private Chat() {}

    /** As {@link DoChat#enter}. */
    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable[].class, inline = false)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This ChatModel model, @Advice.Argument(0) ChatRequest request) {
      return Faults.value(
          "langchain4j call", () -> ChatCalls.chat(model, request), Entered::failed);
    }

    /** As {@link DoChat#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToThrown
    public static @Nullable Throwable exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable ChatResponse response,
        @Advice.Thrown @Nullable Throwable thrown) {
      return DoChat.exit(entered, response, thrown);
    }
  }

  /** Advice on {@code doChatAsync}. */
  public static final class DoChatAsync {

    private DoChatAsync() {}

    /** The body is skipped where the call is refused, or made elsewhere. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        inline = false,
        skipOn = Advice.OnNonDefaultValue.class,
        skipOnIndex = Entered.SKIPPED)
    @Advice.AssignReturned.ToArguments(@ToArgument(value = 0, index = 1, typing = Typing.DYNAMIC))
    public static Object @Nullable [] enter(
        @Advice.This ChatModel model, @Advice.Argument(0) ChatRequest request) {
      return Faults.value(
          "langchain4j call", () -> ChatCalls.doChatAsync(model, request), Entered::failed);
    }

    /** The future ends the call; a refusal is a failed one. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable CompletableFuture<ChatResponse> exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return @Nullable CompletableFuture<ChatResponse> answer,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (Entered.of(entered) instanceof Throwable refusal) {
        return CompletableFuture.failedFuture(refusal);
      }
      return Entered.of(entered) instanceof Entered call
          ? Faults.value(
              "langchain4j answer", () -> ChatCalls.endedAsync(call, call.answer(answer), thrown))
          : answer;
    }
  }
}
