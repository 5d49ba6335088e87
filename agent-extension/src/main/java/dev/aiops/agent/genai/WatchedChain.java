/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A chain that tells a call of each request handed on through it. A dynamic proxy, because the
 * interface has grown with OkHttp's versions.
 */
final class WatchedChain implements InvocationHandler {

  private final Interceptor.Chain chain;
  private final ModelCall call;

  private WatchedChain(Interceptor.Chain chain, ModelCall call) {
    this.chain = chain;
    this.call = call;
  }

  /** {@code chain} as the current call is to see it; null outside any. */
  static Interceptor.@Nullable Chain of(Interceptor.Chain chain) {
    ModelCall call = ModelCalls.current(Context.current());
    return call == null
        ? null
        : (Interceptor.Chain)
            Proxy.newProxyInstance(
                Interceptor.Chain.class.getClassLoader(),
                new Class<?>[] {Interceptor.Chain.class},
                new WatchedChain(chain, call));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    return method.getName().equals("proceed") && args != null && args[0] instanceof Request request
        ? proceed(method, request)
        : onward(method, args);
  }

  private @Nullable Object proceed(Method method, Request request) throws Throwable {
    Attempt attempt = begin(request);
    try {
      Object response = onward(method, new Object[] {request});
      if (response instanceof Response answer) {
        attempt.answered(answer.code());
      }
      return response;
    } catch (Throwable t) {
      attempt.failed(t);
      throw t;
    }
  }

  private Attempt begin(Request request) {
    Faults.guard(
        "google-genai attempt",
        () -> call.endpoint(null, request.url().host(), request.url().port()));
    Attempt attempt = call.attemptStarted();
    RuntimeException refusal = attempt.refusal();
    if (refusal != null) {
      throw new RefusedAttempt(refusal);
    }
    return attempt;
  }

  private @Nullable Object onward(Method method, Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(chain, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
