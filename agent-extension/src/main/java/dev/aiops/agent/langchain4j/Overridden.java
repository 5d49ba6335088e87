/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import java.lang.reflect.Method;

/** Whether a class has its own version of a default method. */
final class Overridden {

  private final Class<?> owner;
  private final String method;

  private final ClassValue<Boolean> overridden =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isOverridden(type);
        }
      };

  Overridden(Class<?> owner, String method) {
    this.owner = owner;
    this.method = method;
  }

  /** Whether {@code object}'s class overrides any method of that name. */
  boolean in(Object object) {
    return overridden.get(object.getClass());
  }

  private boolean isOverridden(Class<?> type) {
    try {
      for (Method candidate : type.getMethods()) {
        if (candidate.getName().equals(method)
            && candidate.getDeclaringClass() != owner
            && owner.isAssignableFrom(candidate.getDeclaringClass())) {
          return true;
        }
      }
      return false;
    } catch (LinkageError e) {
      // a method of a class that is not there: take the safer of the two, the common way
      return true;
    }
  }
}
