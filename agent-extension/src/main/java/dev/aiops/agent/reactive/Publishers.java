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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a watched publisher in the place of one that a method has returned. The interfaces of the
 * JDK and of Reactive Streams have the same methods, and the second may not be on the app's class
 * path, so that both are met by name.
 */
public final class Publishers {

  private static final String STREAMS = "org.reactivestreams.Publisher";
  private static final String FLOW = "java.util.concurrent.Flow$Publisher";

  private static final String RX = "io.reactivex.rxjava3.core.";

  /** Its own fromPublisher cancels after the first element, which was not given up by anybody. */
  private static final String MAYBE = "singleElement";

  /** How a type is made of a publisher. */
  private static final Map<String, String> FACTORIES =
      Map.of(
          "reactor.core.publisher.Mono",
          "fromDirect",
          "reactor.core.publisher.Flux",
          "from",
          RX + "Flowable",
          "fromPublisher",
          RX + "Observable",
          "fromPublisher",
          RX + "Single",
          "fromPublisher",
          RX + "Maybe",
          MAYBE,
          RX + "Completable",
          "fromPublisher");

  /** The types that a method must be declared to return for its result to be watched. */
  public static final Set<String> TYPES =
      Stream.concat(Stream.of(FLOW, STREAMS), FACTORIES.keySet().stream())
          .collect(Collectors.toUnmodifiableSet());

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
      Object published = publisher.isInstance(source) ? source : flowable(source, type);
      Object watched = proxy(publisher, new WatchedPublisher(published, each));
      return made(type, publisher, watched);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " is not as it was: " + e, e);
    }
  }

  private static Object made(Class<?> type, Class<?> publisher, Object watched)
      throws ReflectiveOperationException {
    String factory = FACTORIES.get(type.getName());
    if (factory == null) {
      return watched;
    } else if (factory.equals(MAYBE)) {
      Class<?> flowable = Class.forName(RX + "Flowable", true, type.getClassLoader());
      return flowable.getMethod(MAYBE).invoke(made(flowable, publisher, watched));
    }
    return type.getMethod(factory, publisher).invoke(null, watched);
  }

  /** Those types of RxJava that are no publishers can be had as one, and be made of one. */
  private static Object flowable(Object source, Class<?> type) throws ReflectiveOperationException {
    if (!type.getName().equals(RX + "Observable")) {
      return type.getMethod("toFlowable").invoke(source);
    }
    Class<?> strategy = Class.forName(RX + "BackpressureStrategy", true, type.getClassLoader());
    // what it is made into again asks for everything, so that nothing stays in the buffer
    Object buffer = strategy.getField("BUFFER").get(null);
    return type.getMethod("toFlowable", strategy).invoke(source, buffer);
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
