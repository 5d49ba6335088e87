/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.reactive;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The app's subscriber, which is told everything, in its own context. */
record WatchedSubscriber(Object subscriber, Watch watch, Context parent)
    implements InvocationHandler {

  @Override
  @SuppressWarnings("try") // the scope does its work by being open
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] passed = arguments;
    if (method.getName().equals("onSubscribe") && arguments != null) {
      passed = new Object[] {subscription(method.getParameterTypes()[0], arguments[0])};
    }
    Faults.guard("watching a subscriber", () -> tell(method.getName(), arguments));
    try (Scope scope = parent.makeCurrent()) {
      return Publishers.pass(subscriber, method, passed);
    }
  }

  private Object subscription(Class<?> type, Object subscription) {
    return Publishers.proxy(
        type, (proxy, method, arguments) -> called(subscription, method, arguments));
  }

  @SuppressWarnings("try") // the scope does its work by being open
  private @Nullable Object called(Object subscription, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("cancel")) {
      Faults.guard("watching a subscription", watch::cancelled);
    }
    try (Scope scope = watch.context().makeCurrent()) {
      return Publishers.pass(subscription, method, arguments);
    }
  }

  private void tell(String method, Object @Nullable [] arguments) {
    switch (method) {
      case "onNext" -> watch.next(first(arguments));
      case "onError" -> watch.failed((Throwable) first(arguments));
      case "onComplete" -> watch.done();
      default -> {
        // nothing that ends it
      }
    }
  }

  private static Object first(Object @Nullable [] arguments) {
    if (arguments == null) {
      throw new IllegalArgumentException("a subscriber was told nothing");
    }
    return arguments[0];
  }
}
