/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What an agent was asked: the arguments of one call of an AI service's method. */
final class RunInput {

  private RunInput() {}

  /**
   * The user's message where the method has such a parameter or only one; otherwise each argument
   * after its name. The memory id is not part of it.
   */
  static String text(Method method, Object @Nullable [] args) {
    if (args == null || args.length == 0) {
      return "";
    }
    Parameter[] parameters = method.getParameters();
    StringJoiner messages = new StringJoiner("\n");
    StringJoiner others = new StringJoiner("\n");
    int count = 0;
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].isAnnotationPresent(UserMessage.class)) {
        messages.add(text(args[i]));
      } else if (isInput(parameters[i])) {
        others.add(name(parameters[i]) + ": " + text(args[i]));
        count++;
      }
    }
    if (messages.length() > 0) {
      return messages.toString();
    }
    return count == 1 && args.length == 1 ? text(args[0]) : others.toString();
  }

  /** The argument that names the conversation, or null. */
  static @Nullable String memoryId(Method method, Object @Nullable [] args) {
    Parameter[] parameters = method.getParameters();
    for (int i = 0; args != null && i < parameters.length; i++) {
      if (parameters[i].isAnnotationPresent(MemoryId.class) && args[i] != null) {
        return args[i].toString();
      }
    }
    return null;
  }

  private static boolean isInput(Parameter parameter) {
    // by name: the type is younger than 1.0, and loading it for instanceof would fail there
    return !parameter.isAnnotationPresent(MemoryId.class)
        && !parameter.getType().getName().startsWith("dev.langchain4j.invocation.")
        && !parameter.getType().getName().startsWith("dev.langchain4j.model.chat.request.");
  }

  private static String name(Parameter parameter) {
    V variable = parameter.getAnnotation(V.class);
    return variable == null ? parameter.getName() : variable.value();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof TextContent content) {
      return content.text();
    }
    if (value instanceof Content content) {
      return "[" + content.type() + "]";
    }
    if (value instanceof Collection<?> values
        && values.stream().allMatch(Content.class::isInstance)) {
      StringJoiner joined = new StringJoiner("\n");
      values.forEach(each -> joined.add(text(each)));
      return joined.toString();
    }
    return String.valueOf(value);
  }
}
