/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

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
import reactor.core.publisher.Flux;

/** The method that each way of a chat client to a streamed answer goes through. */
final class ChatClientStreamInstrumentation implements TypeInstrumentation {

  private static final String TYPE =
      "org.springframework.ai.chat.client.DefaultChatClient$DefaultStreamResponseSpec";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(TYPE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        ChatClientInstrumentation.HOOK,
        named("doGetObservableFluxChatResponse")
            .and(takesArguments(1))
            .and(takesArgument(0, named(ChatClientInstrumentation.REQUEST))),
        getClass().getName() + "$Stream");
  }

  /** Advice on that method. */
  public static final class Stream {

    private Stream() {}

    /** Puts a stream that makes a run of each subscription in place of the client's. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Flux<ChatClientResponse> exit(
        @Advice.Argument(0) ChatClientRequest request,
        @Advice.Return @Nullable Flux<ChatClientResponse> answer) {
      return answer == null
          ? null
          : Faults.value("spring-ai client", () -> ClientFlux.of(request, answer), fault -> answer);
    }
  }
}
