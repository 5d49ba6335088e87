/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Leaf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Begins and ends the model calls of chat models. What it throws is swallowed by the advice. */
final class ChatCalls {

  private static final Leaf LEAF = new Leaf(ChatModel.class, StreamingChatModel.class);
  private static final Overridden DO_CHAT = new Overridden(ChatModel.class, "doChat");
  private static final Overridden DO_STREAM = new Overridden(StreamingChatModel.class, "doChat");

  private ChatCalls() {}

  /** {@code model.doChat(request)}, whose request holds all parameters. */
  static Object @Nullable [] doChat(ChatModel model, ChatRequest request) {
    if (!LEAF.is(model)) {
      return null;
    }
    Context parent = Context.current();
    return Entered.chat(
        ModelCalls.start(parent, Requests.chat(model, request, model.provider(), null, false)),
        parent,
        request);
  }

  /** {@code model.doChatAsync(request)}. */
  static Object @Nullable [] doChatAsync(ChatModel model, ChatRequest request) {
    Context parent = Context.current();
    if (!LEAF.is(model) || ModelCalls.isElsewhere(parent)) {
      return null;
    }
    return Entered.chatAsync(
        ModelCalls.start(parent, Requests.chat(model, request, model.provider(), null, false)),
        parent,
        request,
        sent -> Futures.of(model, "doChatAsync", sent));
  }

  /** {@code model.chat(request)} of a model that overrides it and has no {@code doChat}. */
  static Object @Nullable [] chat(ChatModel model, ChatRequest request) {
    if (DO_CHAT.in(model) || !LEAF.is(model)) {
      return null;
    }
    Context parent = Context.current();
    return Entered.chat(
        ModelCalls.start(
            parent,
            Requests.chat(
                model, request, model.provider(), model.defaultRequestParameters(), false)),
        parent,
        request);
  }

  static void ended(Entered entered, @Nullable ChatResponse response, @Nullable Throwable thrown) {
    entered.scope().close();
    if (thrown != null) {
      Ends.failed(entered.call(), thrown);
    } else {
      entered.call().succeed(() -> Responses.chat(response));
    }
  }

  /**
   * The future the app gets in place of {@code answer}, which ends the call before the app goes on.
   */
  static @Nullable CompletableFuture<ChatResponse> endedAsync(
      Entered entered,
      @Nullable CompletableFuture<ChatResponse> answer,
      @Nullable Throwable thrown) {
    entered.scope().close();
    if (answer == null) {
      ended(entered.call(), null, thrown);
      return null;
    }
    return new CallFuture<>(
        answer,
        entered.parent(),
        (response, error) -> ended(entered.call(), response, error),
        entered.call()::cancel);
  }

  private static void ended(
      ModelCall call, @Nullable ChatResponse response, @Nullable Throwable error) {
    if (error != null) {
      Ends.failed(call, error);
    } else {
      call.succeed(() -> Responses.chat(response));
    }
  }

  /** {@code model.doChat(request, handler)}. */
  static Object @Nullable [] doStream(
      StreamingChatModel model, ChatRequest request, StreamingChatResponseHandler handler) {
    Context parent = Context.current();
    if (!LEAF.is(model) || ModelCalls.isElsewhere(parent)) {
      return null;
    }
    return StreamedCall.begin(
        ModelCalls.start(parent, Requests.chat(model, request, model.provider(), null, true)),
        parent,
        new Streaming(request, handler, model::doChat));
  }

  /**
   * {@code model.chat(request, handler)} of a model that overrides it and has no {@code doChat}.
   */
  static Object @Nullable [] stream(StreamingChatModel model, Streaming streaming) {
    Context parent = Context.current();
    if (DO_STREAM.in(model) || !LEAF.is(model) || ModelCalls.isElsewhere(parent)) {
      return null;
    }
    ChatRequest request = streaming.request();
    return StreamedCall.begin(
        ModelCalls.start(
            parent,
            Requests.chat(
                model, request, model.provider(), model.defaultRequestParameters(), true)),
        parent,
        streaming);
  }

  /** The publisher the app gets in place of {@code events}: each subscription is a call. */
  static Flow.Publisher<Object> publisher(
      StreamingChatModel model, ChatRequest request, Flow.Publisher<Object> events) {
    return LEAF.is(model)
        ? new CallPublisher(
            events, () -> Requests.chat(model, request, model.provider(), null, true))
        : events;
  }
}
