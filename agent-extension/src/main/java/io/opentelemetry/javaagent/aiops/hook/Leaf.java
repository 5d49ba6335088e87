/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;

/**
 * Tells the models and HTTP clients that do the work from those that hand it on: routers,
 * fallbacks, caches, loggers. One that holds another of its kind in a field hands on, and what it
 * hands on to owns the call; otherwise a fallback's two calls would show as one and a cached answer
 * as a paid one.
 */
public final class Leaf {

  private final Class<?>[] kinds;

  private final ClassValue<Boolean> leaves =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return !holdsOne(type);
        }
      };

  /**
   * @param kinds the interfaces whose implementors, held in a field, take the work over
   */
  public Leaf(Class<?>... kinds) {
    this.kinds = kinds.clone();
  }

  /** Whether {@code worker} does the work itself. */
  public boolean is(Object worker) {
    return leaves.get(worker.getClass());
  }

  private boolean holdsOne(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : fields(c)) {
        if (!Modifier.isStatic(field.getModifiers()) && mentions(field.getGenericType(), 0)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Field[] fields(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (LinkageError e) {
      // a field of a class that is not there
      return new Field[0];
    }
  }

  private boolean mentions(Type type, int depth) {
    if (type instanceof Class<?> c) {
      Class<?> element = c.isArray() ? c.getComponentType() : c;
      for (Class<?> kind : kinds) {
        if (kind.isAssignableFrom(element)) {
          return true;
        }
      }
      return false;
    }
    if (depth > 3) {
      return false;
    }
    if (type instanceof ParameterizedType parameterized) {
      return mentions(parameterized.getRawType(), depth + 1)
          || any(parameterized.getActualTypeArguments(), depth);
    }
    return type instanceof WildcardType wildcard && any(wildcard.getUpperBounds(), depth);
  }

  private boolean any(Type[] types, int depth) {
    for (Type type : types) {
      if (mentions(type, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
