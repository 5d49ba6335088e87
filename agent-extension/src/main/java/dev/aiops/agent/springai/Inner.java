/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import java.lang.reflect.Method;
import java.util.List;

/** Whether a model has a method below the public one that its calls go through. */
final class Inner {

  private final String name;
  private final List<Class<?>> first;
  private final ClassValue<Boolean> has =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isIn(type);
        }
      };

  /**
   * @param first the types of its first parameters
   */
  Inner(String name, Class<?>... first) {
    this.name = name;
    this.first = List.of(first);
  }

  boolean isOf(Object model) {
    return has.get(model.getClass());
  }

  private boolean isIn(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      if (declares(c)) {
        return true;
      }
    }
    return false;
  }

  private boolean declares(Class<?> type) {
    try {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && begins(method)) {
          return true;
        }
      }
      return false;
    } catch (LinkageError e) {
      // a method of a class that is not there: the public one is seen for certain
      return false;
    }
  }

  private boolean begins(Method method) {
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    return parameters.size() >= first.size() && parameters.subList(0, first.size()).equals(first);
  }
}
