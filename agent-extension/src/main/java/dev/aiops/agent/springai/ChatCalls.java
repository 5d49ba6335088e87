/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Leaf;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.springai.OpenCall;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.StreamingChatModel;
import org.springframework.ai.chat.prompt.Prompt;

/** Begins and ends the model calls of chat models. What it throws is swallowed by the advice. */
final class ChatCalls {

  static final Leaf LEAF = new Leaf(ChatModel.class, StreamingChatModel.class);
  private static final Inner INTERNAL_CALL =
      new Inner("internalCall", Prompt.class, ChatResponse.class);

  private ChatCalls() {}

  /** {@code model.call(prompt)} of a model that has no {@code internalCall} below it. */
  static Object @Nullable [] call(ChatModel model, Prompt prompt) {
    return INTERNAL_CALL.isOf(model) ? null : internalCall(model, prompt, null);
  }

  /** One paid call. */
  static Object @Nullable [] internalCall(
      ChatModel model, Prompt prompt, @Nullable ChatResponse previous) {
    if (!LEAF.is(model)) {
      return null;
    }
    Context parent = OpenCall.around(Context.current());
    ModelCall call = start(parent, model, prompt, false);
    RuntimeException refusal = call.admit();
    if (refusal != null) {
      return Entered.refused(refusal);
    }
    return call.owner()
        ? admitted(new OpenCall(call, parent, Responses.earlier(previous)), model, prompt)
        : null;
  }

  private static Object[] admitted(OpenCall open, ChatModel model, Prompt prompt) {
    Prompt sent = Limits.of(open.call(), model, prompt);
    return sent == null ? unlimited(open.call()) : Entered.admitted(open, sent);
  }

  private static Object[] unlimited(ModelCall call) {
    RuntimeException refusal = Limits.refusal();
    call.fail(refusal);
    return Entered.refused(refusal);
  }

  /** A call that nobody has admitted yet. */
  static ModelCall start(Context parent, Object model, Prompt prompt, boolean stream) {
    Options options = Options.of(model, prompt.getOptions());
    ModelCall call = ModelCalls.start(parent, Requests.chat(model, prompt, options, stream));
    if (call.owner()) {
      HostPort where = Providers.host(model, options);
      call.endpoint(null, where.host(), where.port());
    }
    return call;
  }

  static void ended(Entered entered, @Nullable ChatResponse response, @Nullable Throwable thrown) {
    entered.scope().close();
    OpenCall open = entered.open();
    if (open.isAnswered()) {
      return; // what came after is of its tools, or of later calls
    }
    if (thrown != null) {
      Ends.failed(open.call(), thrown);
    } else {
      open.call().succeed(() -> Responses.chat(response, open.earlier()));
    }
  }

  /** The model's answer asks for tools, which run next. */
  static void answered(OpenCall open, ChatResponse response) {
    if (open.answer()) {
      open.call().succeed(Responses.chat(response, open.earlier()));
    }
  }
}
