/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * A stream as the app asks for it.
 *
 * @param start the method that was called, to be called again
 */
record Streaming(ChatRequest request, StreamingChatResponseHandler handler, Start start) {

  /** Begins a stream. */
  interface Start {
    void with(ChatRequest request, StreamingChatResponseHandler handler);
  }

  /** By {@code chat} with options, whose type is younger than the oldest version. */
  static Start withOptions(StreamingChatModel model, Object options) {
    return (request, handler) -> {
      try {
        withOptions(model.getClass()).invoke(model, request, options, handler);
      } catch (InvocationTargetException e) {
        throw unchecked(e.getTargetException());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("chat with options cannot be called: " + e, e);
      }
    };
  }

  private static Method withOptions(Class<?> type) {
    return Arrays.stream(StreamingChatModel.class.getMethods())
        .filter(method -> method.getName().equals("chat") && method.getParameterCount() == 3)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no chat with options"));
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException own ? own : new IllegalStateException(thrown);
  }
}
