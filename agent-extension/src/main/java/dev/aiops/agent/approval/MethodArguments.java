/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method: copied first, shown as JSON by the names of the parameters, and the
 * copies are what runs, so that another thread can change none of them after it was approved.
 */
final class MethodArguments implements GatedCall.Arguments {

  private final Method method;
  private final Object[] given;
  private @Nullable Object @Nullable [] copies;
  private @Nullable FrozenArguments frozen;

  MethodArguments(Method method, Object[] given) {
    this.method = method;
    this.given = given;
  }

  Method method() {
    return method;
  }

  /** As the app gave them. */
  Object[] given() {
    return given;
  }

  @Override
  public FrozenArguments freeze() throws UnreadableArgumentsException {
    @Nullable Object[] values = new @Nullable Object[given.length];
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < given.length; i++) {
      values[i] = copy(given[i], parameters[i]);
      json.put(parameters[i].getName(), JsonValues.of(values[i]));
    }
    FrozenArguments text = FrozenArguments.of(json);
    copies = values;
    frozen = text;
    return text;
  }

  private static @Nullable Object copy(@Nullable Object value, Parameter parameter)
      throws UnreadableArgumentsException {
    Object copy = Copies.of(value);
    if (value != null && copy != null && !boxed(parameter.getType()).isInstance(copy)) {
      throw new UnreadableArgumentsException(
          parameter.getName() + " is a " + value.getClass().getName() + ", which cannot be copied");
    }
    return copy;
  }

  /** What to run with: the copies, or what an approver put in their place. */
  @Nullable Object[] values(FrozenArguments approved) throws UnreadableArgumentsException {
    if (copies == null) {
      throw new UnreadableArgumentsException("they were never read");
    }
    return approved.equals(frozen) ? copies : edited(approved.values());
  }

  private @Nullable Object[] edited(Map<String, @Nullable Object> values)
      throws UnreadableArgumentsException {
    Parameter[] parameters = method.getParameters();
    if (values.size() != parameters.length) {
      throw new UnreadableArgumentsException("they were edited to other names");
    }
    @Nullable Object[] edited = new @Nullable Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      String name = parameters[i].getName();
      if (!values.containsKey(name)) {
        throw new UnreadableArgumentsException("they were edited to have no " + name);
      }
      edited[i] = EditedValues.of(values.get(name), parameters[i].getType(), name);
    }
    return edited;
  }

  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
