/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.reactive;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a watched publisher in the place of one that a method has returned. The interfaces of the
 * JDK and of Reactive Streams have the same methods, and the second may not be on the app's class
 * path, so that both are met by name.
 */
public final class Publishers {

  private static final String STREAMS = "org.reactivestreams.Publisher";
  private static final String FLOW = "java.util.concurrent.Flow$Publisher";

  /** How a type is made of a publisher. */
  private static final Map<String, String> FACTORIES =
      Map.of(
          "reactor.core.publisher.Mono", "fromDirect",
          "reactor.core.publisher.Flux", "from",
          "io.reactivex.rxjava3.core.Flowable", "fromPublisher");

  /** The types that a method must be declared to return for its result to be watched. */
  public static final Set<String> TYPES =
      Set.of(FLOW, STREAMS, "reactor.core.publisher.Mono", "reactor.core.publisher.Flux");

  private Publishers() {}

  /**
   * What the app gets in place of {@code source}.
   *
   * @param type what the method is declared to return, one of {@link #TYPES}
   * @param each asked at each subscription: a {@link Watch}, or a {@link Throwable} to fail it with
   */
  public static Object watched(Object source, Class<?> type, Supplier<Object> each) {
    try {
      boolean flow = type.getName().equals(FLOW);
      Class<?> publisher = flow ? type : Class.forName(STREAMS, false, type.getClassLoader());
      Object watched = proxy(publisher, new WatchedPublisher(source, each));
      String factory = FACTORIES.get(type.getName());
      return factory == null ? watched : type.getMethod(factory, publisher).invoke(null, watched);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " is not as it was: " + e, e);
    }
  }

  static Object proxy(Class<?> type, InvocationHandler handler) {
    ClassLoader loader = type.getClassLoader();
    return Proxy.newProxyInstance(
        loader == null ? Publishers.class.getClassLoader() : loader,
        new Class<?>[] {type},
        handler);
  }

  /** Calls the app's object as it would have been called. */
  static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
