/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model an AI service will ask, read from the service behind the handler of its proxy. */
final class ServiceModel {

  private static final ClassValue<Optional<Field>> SERVICE =
      new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
          return field(type, "this$0");
        }
      };

  private static final Optional<Field> CONTEXT = field(AiServices.class, "context");

  private ServiceModel() {}

  /** The model's name, or null where it cannot be told. */
  static @Nullable String of(Object handler) {
    try {
      Optional<Field> service = SERVICE.get(handler.getClass());
      if (service.isEmpty() || CONTEXT.isEmpty()) {
        return null;
      }
      return CONTEXT.get().get(service.get().get(handler)) instanceof AiServiceContext context
          ? name(context)
          : null;
    } catch (IllegalAccessException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static @Nullable String name(AiServiceContext context) {
    ChatModel model = context.chatModel;
    StreamingChatModel streaming = context.streamingChatModel;
    ChatRequestParameters parameters = null;
    if (model != null) {
      parameters = model.defaultRequestParameters();
    } else if (streaming != null) {
      parameters = streaming.defaultRequestParameters();
    }
    return parameters == null ? null : parameters.modelName();
  }

  private static Optional<Field> field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      return field.trySetAccessible() ? Optional.of(field) : Optional.empty();
    } catch (NoSuchFieldException | LinkageError e) {
      return Optional.empty();
    }
  }
}
