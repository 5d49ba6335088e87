/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.javaagent.aiops.springai.ClientRun;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;

/** A chat client's request between the entry and the exit of the method that answers it. */
record ClientRuns(RunScope run, Scope scope) {

  /** What a client is called that nobody has named. */
  private static final String CLIENT = "ChatClient";

  /** An advisor's parameter by which an app names its agent. */
  private static final String AGENT_NAME = "gen_ai.agent.name";

  private static final String CONVERSATION_ID = "chat_memory_conversation_id";

  /** Null inside the client's work on this very request. */
  static @Nullable ClientRuns begin(ChatClientRequest request) {
    Context parent = Context.current();
    if (ClientRun.isOf(parent, request)) {
      return null;
    }
    RunScope run = enter(parent, request);
    return new ClientRuns(run, Scopes.enter(ClientRun.in(run.context(), request)));
  }

  static RunScope enter(Context parent, ChatClientRequest request) {
    ChatOptions options = request.prompt().getOptions();
    return Runs.enter(
        parent,
        RunStart.of(name(request), Requests.LIBRARY)
            .model(options == null ? null : options.getModel())
            .conversationId(text(request, CONVERSATION_ID))
            .input(() -> Messages.prompt(request.prompt().getInstructions()))
            .build());
  }

  private static String name(ChatClientRequest request) {
    String name = text(request, AGENT_NAME);
    String named = name == null ? Runs.defaultAgent() : name;
    return named == null ? CLIENT : named;
  }

  private static @Nullable String text(ChatClientRequest request, String key) {
    Object value = request.context().get(key);
    return value == null ? null : value.toString();
  }

  void ended(@Nullable ChatClientResponse response, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      failed(run, thrown);
    } else {
      run.output(() -> text(response));
      run.end();
    }
  }

  static void failed(RunScope run, Throwable thrown) {
    if (thrown instanceof CancellationException) {
      run.cancel();
    } else {
      run.fail(thrown);
    }
  }

  /** The text of an answer, or of a piece of one. */
  static @Nullable String text(@Nullable ChatClientResponse response) {
    ChatResponse answer = response == null ? null : response.chatResponse();
    List<AssistantMessage> messages = answer == null ? List.of() : Responses.answers(answer);
    return messages.isEmpty() ? null : messages.get(0).getText();
  }
}
