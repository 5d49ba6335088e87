/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public getter read by its name, or a field where there is no such getter: for what only some
 * versions have, or keep to themselves. Looked up once a class; what is not there reads as null, as
 * does an {@link Optional} that is empty.
 */
final class Member {

  private final String name;

  private final ClassValue<Optional<MethodHandle>> handles =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return find(type);
        }
      };

  Member(String name) {
    this.name = name;
  }

  /** Whether {@code target} has it. */
  boolean isIn(@Nullable Object target) {
    return target != null && handles.get(target.getClass()).isPresent();
  }

  @Nullable Object of(@Nullable Object target) {
    if (target == null) {
      return null;
    }
    Object value = read(handles.get(target.getClass()), target);
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /** As text; null where there is none. */
  @Nullable String text(@Nullable Object target) {
    Object value = of(target);
    return value == null ? null : value.toString();
  }

  private static @Nullable Object read(Optional<MethodHandle> handle, Object target) {
    try {
      return handle.isEmpty() ? null : handle.get().invokeExact(target);
    } catch (Throwable e) {
      return null;
    }
  }

  private Optional<MethodHandle> find(Class<?> type) {
    try {
      Method method = type.getMethod(name);
      return Optional.of(general(MethodHandles.lookup().unreflect(accessible(method))));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return field(type);
    }
  }

  private Optional<MethodHandle> field(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField(name);
        return Optional.of(general(MethodHandles.lookup().unreflectGetter(accessible(field))));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        // look further up
      }
    }
    return Optional.empty();
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.trySetAccessible();
    return member;
  }

  private static MethodHandle general(MethodHandle handle) {
    return handle.asType(MethodType.methodType(Object.class, Object.class));
  }
}
