/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;

/** The method that each way of a chat client to a whole answer goes through. */
final class ChatClientInstrumentation implements TypeInstrumentation {

  static final String HOOK = "spring-ai-chat-client";
  static final String REQUEST = "org.springframework.ai.chat.client.ChatClientRequest";
  private static final String TYPE =
      "org.springframework.ai.chat.client.DefaultChatClient$DefaultCallResponseSpec";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(TYPE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        HOOK,
        named("doGetObservableChatClientResponse").and(takesArgument(0, named(REQUEST))),
        getClass().getName() + "$Call");
  }

  /** Advice on that method, of which there are two in some versions. */
  public static final class Call {

    private Call() {}

    /** Begins the run. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static @Nullable Object enter(@Advice.Argument(0) ChatClientRequest request) {
      return Faults.value("spring-ai client", () -> ClientRuns.begin(request));
    }

    /** Ends the run. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable ChatClientResponse response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (entered instanceof ClientRuns run) {
        Faults.guard("spring-ai client", () -> run.ended(response, thrown));
      }
    }
  }
}
