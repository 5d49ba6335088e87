/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model's name where a version has no getter for it: the field of the embedding models before
 * 1.13.
 */
final class ModelNameField {

  private static final ClassValue<Optional<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
          return find(type);
        }
      };

  private ModelNameField() {}

  static @Nullable Object of(Object model) {
    Optional<Field> field = FIELDS.get(model.getClass());
    try {
      return field.isEmpty() ? null : field.get().get(model);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private static Optional<Field> find(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      try {
        Field field = c.getDeclaredField("modelName");
        if (field.getType() == String.class && field.trySetAccessible()) {
          return Optional.of(field);
        }
      } catch (NoSuchFieldException | LinkageError e) {
        // look further up
      }
    }
    return Optional.empty();
  }
}
