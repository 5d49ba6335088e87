/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.springai.OpenCall;
import io.opentelemetry.javaagent.aiops.springai.ToolIds;
import io.opentelemetry.javaagent.aiops.springai.ToolIds.Asked;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.model.ChatResponse;

/** The tools that one answer asks for. */
final class ToolRound {

  private ToolRound() {}

  static Scope enter(ChatResponse response) {
    Context context = Context.current();
    OpenCall open = OpenCall.of(context);
    if (open != null) {
      ChatCalls.answered(open, response);
    }
    return Scopes.enter(ToolIds.in(OpenCall.around(context), asked(response)));
  }

  private static List<Asked> asked(ChatResponse response) {
    return Responses.answers(response).stream()
        .flatMap(answer -> answer.getToolCalls().stream())
        .map(ToolRound::asked)
        .toList();
  }

  private static Asked asked(ToolCall call) {
    String arguments = call.arguments() == null ? "" : call.arguments();
    return new Asked(call.id(), call.name(), arguments);
  }
}
