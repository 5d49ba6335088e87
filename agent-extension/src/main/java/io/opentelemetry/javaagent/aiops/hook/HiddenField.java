/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field read by its name, for what some models keep to themselves. Looked up once a class; a
 * class without it reads as null.
 */
public final class HiddenField {

  private final String name;

  private final ClassValue<Optional<Field>> fields =
      new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
          return find(type);
        }
      };

  public HiddenField(String name) {
    this.name = name;
  }

  /** The value, or null where there is no target, or no such field. */
  public @Nullable Object of(@Nullable Object target) {
    Optional<Field> field = target == null ? Optional.empty() : fields.get(target.getClass());
    try {
      return field.isEmpty() ? null : field.get().get(target);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private Optional<Field> find(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField(name);
        if (field.trySetAccessible()) {
          return Optional.of(field);
        }
      } catch (NoSuchFieldException | LinkageError e) {
        // look further up
      }
    }
    return Optional.empty();
  }
}
