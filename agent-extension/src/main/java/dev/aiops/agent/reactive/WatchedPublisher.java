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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A publisher of the app, each subscription of which is watched. */
record WatchedPublisher(Object source, Supplier<Object> each) implements InvocationHandler {

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (!method.getName().equals("subscribe") || arguments == null || arguments[0] == null) {
      return Publishers.pass(source, method, arguments);
    }
    Object admitted = Faults.value("watching a publisher", each);
    if (admitted instanceof Throwable refusal) {
      Refused.tell(subscriberType(method, arguments[0]), arguments[0], refusal);
    } else if (admitted instanceof Watch watch) {
      subscribe(method, arguments[0], watch);
    } else {
      Publishers.pass(source, method, arguments);
    }
    return null;
  }

  @SuppressWarnings("try") // the scope does its work by being open
  private void subscribe(Method method, Object subscriber, Watch watch) throws Throwable {
    WatchedSubscriber watched = new WatchedSubscriber(subscriber, watch, Context.current());
    Object proxy = Publishers.proxy(subscriberType(method, subscriber), watched);
    try (Scope scope = watch.context().makeCurrent()) {
      Publishers.pass(source, method, new Object[] {proxy});
    } catch (Throwable e) {
      Faults.guard("watching a publisher", () -> watch.failed(e));
      throw e;
    }
  }

  /** Reactor keeps its own context in the subscriber, which must stay one that has it. */
  private static Class<?> subscriberType(Method subscribe, Object subscriber) {
    Class<?> declared = subscribe.getParameterTypes()[0];
    try {
      Class<?> core =
          Class.forName(
              "reactor.core.CoreSubscriber", false, subscriber.getClass().getClassLoader());
      return core.isInstance(subscriber) && declared.isAssignableFrom(core) ? core : declared;
    } catch (ClassNotFoundException e) {
      return declared;
    }
  }
}
