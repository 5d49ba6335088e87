/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls on builders by name: those of the provider modules differ between 1.x and 2.x. */
final class Chain {

  private Object target;

  private Chain(Object target) {
    this.target = target;
  }

  /** What a static method of a class gives. */
  static Chain of(String type, String method) throws ReflectiveOperationException {
    return new Chain(Class.forName(type).getMethod(method).invoke(null));
  }

  /** Whether there is such a class. */
  static boolean exists(String type) {
    try {
      Class.forName(type);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** A new object. */
  static Object create(String type, Object... arguments) throws ReflectiveOperationException {
    for (Constructor<?> each : Class.forName(type).getConstructors()) {
      if (takes(each.getParameterTypes(), arguments)) {
        return each.newInstance(arguments);
      }
    }
    throw new NoSuchMethodException(type);
  }

  Chain with(String name, Object... arguments) throws ReflectiveOperationException {
    for (Method method : target.getClass().getMethods()) {
      // bridges, too: what a builder inherits is nothing else in 2.x
      if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
        method.setAccessible(true);
        target = method.invoke(target, arguments);
        return this;
      }
    }
    throw new NoSuchMethodException(target.getClass() + "." + name + Arrays.toString(arguments));
  }

  Object build() throws ReflectiveOperationException {
    return with("build").target;
  }

  private static boolean takes(Class<?>[] types, Object... arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!takes(types[i], arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean takes(Class<?> type, Object argument) {
    if (type == boolean.class) {
      return argument instanceof Boolean;
    }
    boolean number = type == int.class || type == long.class;
    return number ? argument instanceof Number : type.isInstance(argument);
  }
}
