/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.langchain4j.AgentRun;
import io.opentelemetry.javaagent.aiops.langchain4j.OpenStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A streamed model call and the handler the library talks to in place of the app's. A dynamic
 * proxy, because the handler's interface grows with nearly every version and an event it does not
 * pass on would be lost to the app.
 *
 * <p>The app's handler runs in the context the call was made from: tools it runs and calls it makes
 * next are not part of this call.
 */
final class StreamedCall implements InvocationHandler, OpenStream {

  private final ModelCall call;
  private final Context parent;
  private final StreamingChatResponseHandler app;
  private final StreamingChatResponseHandler handler;
  private final @Nullable AgentRun run;
  private final Scope scope;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean overHttp;
  private volatile boolean cancelling;
  private volatile @Nullable Throwable broken;

  /** Where the array says, by other than null, that the body is skipped. */
  static final int SKIPPED = 3;

  private StreamedCall(ModelCall call, Context parent, StreamingChatResponseHandler app) {
    this.call = call;
    this.parent = parent;
    this.app = app;
    this.run = AgentRun.of(parent);
    this.handler =
        (StreamingChatResponseHandler)
            Proxy.newProxyInstance(
                StreamingChatResponseHandler.class.getClassLoader(),
                new Class<?>[] {StreamingChatResponseHandler.class},
                this);
    if (run != null) {
      run.callStarted();
    }
    this.scope = Scopes.enter(call.context().with(KEY, this));
  }

  /**
   * What the entry hands to the exit, with what takes the handler's and the request's place, and
   * whether the body is skipped; of a call that is refused, the app's handler has been told by
   * then.
   */
  static Object[] begin(ModelCall call, Context parent, Streaming streaming) {
    if (call.mustWait()) {
      StreamedCall waiting = new StreamedCall(call, parent, streaming.handler());
      waiting.elsewhere(streaming);
      return new Object[] {waiting, waiting.handler, streaming.request(), waiting};
    }
    RuntimeException refusal = call.admit();
    StreamedCall streamed = new StreamedCall(call, parent, streaming.handler());
    ChatRequest request = streaming.request();
    return refusal == null
        ? new @Nullable Object[] {streamed, streamed.handler, Entered.limited(call, request), null}
        : streamed.refused(refusal);
  }

  /** The method is skipped here, and called on a thread of ours. */
  private void elsewhere(Streaming streaming) {
    var started =
        call.elsewhere(
            () -> {
              Context inside = Context.current().with(KEY, this);
              inside.wrap(() -> started(streaming)).run();
              return CompletableFuture.completedFuture(true);
            });
    var unused =
        started.whenComplete(
            (yes, error) -> {
              if (error != null) {
                parent.wrap(() -> notStarted(error)).run();
              }
            });
  }

  private void started(Streaming streaming) {
    streaming.start().with(Entered.limited(call, streaming.request()), handler);
  }

  /** Nobody is there to whom it could be thrown. */
  private void notStarted(Throwable error) {
    failed(error);
    tell(app, error);
    over();
  }

  /** What the library talks to. */
  StreamingChatResponseHandler handler() {
    return handler;
  }

  private Object[] refused(RuntimeException refusal) {
    scope.close();
    runFailed(refusal);
    tell(app, refusal);
    over();
    return refusal(refusal);
  }

  /** What the entry hands on where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault, StreamingChatResponseHandler app) {
    RuntimeException refusal = ModelCalls.refusal(fault);
    if (refusal == null) {
      return null;
    }
    tell(app, refusal);
    return refusal(refusal);
  }

  private static void tell(StreamingChatResponseHandler app, Throwable refusal) {
    // what the app throws here must not let the call go
    Faults.guard("telling a handler of a refusal", () -> app.onError(refusal));
  }

  private static Object[] refusal(RuntimeException refusal) {
    return new @Nullable Throwable[] {refusal, null, null, refusal};
  }

  /** The method that starts the stream returned or threw. */
  static void exited(Object @Nullable [] entered, @Nullable Throwable thrown) {
    if (entered != null && entered[0] instanceof StreamedCall call) {
      call.started(thrown);
    }
  }

  private void started(@Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      failed(thrown);
      over();
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, args);
    }
    return switch (method.getName()) {
      case "onCompleteResponse" -> complete(method, args);
      case "onError" -> error(method, args);
      default -> event(method, args);
    };
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    return switch (method.getName()) {
      case "equals" -> args != null && proxy == args[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> toApp(method, args);
    };
  }

  private @Nullable Object event(Method method, Object @Nullable [] args) throws Throwable {
    Faults.guard("langchain4j stream event", () -> Chunks.observed(this, method, args));
    return toApp(method, args);
  }

  private @Nullable Object complete(Method method, Object @Nullable [] args) throws Throwable {
    Faults.guard("langchain4j stream end", () -> answered(args));
    try {
      return toApp(method, args);
    } catch (Throwable e) {
      runFailed(e);
      throw e;
    } finally {
      over();
    }
  }

  private @Nullable Object error(Method method, Object @Nullable [] args) throws Throwable {
    if (args != null && args.length > 0 && args[0] instanceof Throwable error) {
      Faults.guard("langchain4j stream error", () -> failed(error));
    }
    try {
      return toApp(method, args);
    } finally {
      over();
    }
  }

  private void answered(Object @Nullable [] args) {
    if (args == null || !(args[0] instanceof ChatResponse response)) {
      return;
    }
    if (overHttp && response.finishReason() == null && response.tokenUsage() == null) {
      // the library takes an end without a finish for a complete answer
      call.update(Responses.chat(response));
      call.cut(null);
    } else {
      call.succeed(Responses.chat(response));
    }
    if (run != null) {
      run.callAnswered(() -> response.aiMessage() == null ? null : response.aiMessage().text());
    }
  }

  private void failed(Throwable error) {
    Throwable cause = broken;
    if (cause != null) {
      call.cut(Ends.unwrapped(cause));
    } else {
      Ends.failed(call, error);
    }
    runFailed(cause == null ? error : cause);
  }

  private void runFailed(Throwable error) {
    if (run != null) {
      run.callFailed(error);
    }
  }

  /** The first piece of the answer, or the next one, of so many characters. */
  void received(int chars) {
    call.firstChunk();
    if (chars > 0) {
      call.received(chars);
    }
  }

  /** Whether the app is cancelling: the end the transport sees meanwhile is that one. */
  void cancelling(boolean cancelling) {
    this.cancelling = cancelling;
  }

  /** The app cancelled the stream: the library will call no more. */
  void cancelled() {
    call.cancel();
    if (run != null) {
      run.callCancelled();
    }
    over();
  }

  @Override
  public void opened() {
    overHttp = true;
  }

  @Override
  public void broken(Throwable error) {
    broken = error;
  }

  @Override
  public void closed() {
    if (cancelling) {
      return;
    }
    // where the library has told the app of an end, these come too late and change nothing
    call.cut(broken);
    if (run != null && !over.get()) {
      run.callFailed(broken != null ? broken : new IllegalStateException("the stream just ended"));
    }
    over();
  }

  private void over() {
    if (run != null && over.compareAndSet(false, true)) {
      Faults.guard("langchain4j stream end", run::callEnded);
    }
  }

  private @Nullable Object toApp(Method method, Object @Nullable [] args) throws Throwable {
    Scope outside = Scopes.enter(parent);
    try {
      return method.invoke(app, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    } finally {
      outside.close();
    }
  }
}
