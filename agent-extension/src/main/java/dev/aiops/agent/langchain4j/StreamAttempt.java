/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.langchain4j.OpenStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * One streamed HTTP request and the listener the client talks to in place of the library's: a
 * dynamic proxy, because the listener's interface differs by version.
 */
final class StreamAttempt implements InvocationHandler {

  private final ModelCall call;
  private final Attempt attempt;
  private final @Nullable OpenStream stream;
  private final ServerSentEventListener library;
  private final ServerSentEventListener listener;
  private volatile boolean open;

  StreamAttempt(
      ModelCall call,
      Attempt attempt,
      @Nullable OpenStream stream,
      ServerSentEventListener library) {
    this.call = call;
    this.attempt = attempt;
    this.stream = stream;
    this.library = library;
    this.listener =
        (ServerSentEventListener)
            Proxy.newProxyInstance(
                ServerSentEventListener.class.getClassLoader(),
                new Class<?>[] {ServerSentEventListener.class},
                this);
  }

  /** What the entry hands to the exit, with what takes the listener's place. */
  Object[] entered() {
    return new Object[] {this, listener};
  }

  /** The method that starts the request returned or threw. */
  void started(@Nullable Throwable thrown) {
    if (thrown != null) {
      HttpAttempts.failed(attempt, thrown);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    switch (method.getName()) {
      case "onOpen" -> Faults.guard("langchain4j stream open", this::opened);
      case "onEvent" -> Faults.guard("langchain4j stream event", call::firstChunk);
      case "onError" -> Faults.guard("langchain4j stream error", () -> failed(args));
      default -> {}
    }
    try {
      return method.invoke(library, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    } finally {
      if (method.getName().equals("onClose") && stream != null) {
        Faults.guard("langchain4j stream close", stream::closed);
      }
    }
  }

  private void opened() {
    open = true;
    // a client answers other heads with onError
    attempt.answered(200);
    if (stream != null) {
      stream.opened();
    }
  }

  private void failed(Object @Nullable [] args) {
    if (args == null || !(args[0] instanceof Throwable error)) {
      return;
    }
    if (open && stream != null) {
      stream.broken(error);
    }
    HttpAttempts.failed(attempt, error);
  }
}
