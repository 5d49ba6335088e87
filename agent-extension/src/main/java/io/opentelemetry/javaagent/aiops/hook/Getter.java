/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public getter read by its name, for what only some versions or some provider modules have.
 * Looked up once a class; a class without it reads as null.
 */
public final class Getter {

  private final String name;

  private final ClassValue<Optional<MethodHandle>> handles =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return find(type);
        }
      };

  public Getter(String name) {
    this.name = name;
  }

  /** Whether {@code target}'s class has this getter. */
  public boolean isOf(Object target) {
    return handles.get(target.getClass()).isPresent();
  }

  /** The value, or null where there is no target, no such getter, or it fails. */
  public @Nullable Object of(@Nullable Object target) {
    if (target == null) {
      return null;
    }
    Optional<MethodHandle> handle = handles.get(target.getClass());
    if (handle.isEmpty()) {
      return null;
    }
    try {
      return handle.get().invokeExact(target);
    } catch (Throwable e) {
      return null;
    }
  }

  private Optional<MethodHandle> find(Class<?> type) {
    try {
      Method method = type.getMethod(name);
      method.trySetAccessible();
      return Optional.of(
          MethodHandles.lookup()
              .unreflect(method)
              .asType(MethodType.methodType(Object.class, Object.class)));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }
}
