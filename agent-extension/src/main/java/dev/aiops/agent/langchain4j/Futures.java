/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Calls methods by name that give a future, of types that older versions do not have. */
final class Futures {

  private Futures() {}

  /** What {@code model.name(request)} gives, or a future that has failed with what it throws. */
  @SuppressWarnings("unchecked") // who asked gets what the library gives
  static <T> CompletableFuture<T> of(Object model, String name, Object request) {
    try {
      Method method = named(model.getClass(), name, request);
      method.setAccessible(true); // the class need not be public, as its method is
      return (CompletableFuture<T>) method.invoke(model, request);
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(name + " cannot be called: " + e, e);
    }
  }

  private static Method named(Class<?> type, String name, Object request) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
        .filter(method -> method.getParameterTypes()[0].isInstance(request))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no " + name));
  }
}
