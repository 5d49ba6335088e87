/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.common.collect.ImmutableMap;
import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments that a model gave a function: what is read is copied, and the copy runs. */
final class FunctionArguments implements GatedCall.Arguments {

  private final Method function;
  private final Map<String, Object> given;
  private @Nullable ImmutableMap<String, Object> copies;
  private @Nullable FrozenArguments frozen;

  FunctionArguments(Method function, Map<String, Object> given) {
    this.function = function;
    this.given = given;
  }

  @Override
  public FrozenArguments freeze() throws UnreadableArgumentsException {
    ImmutableMap<String, Object> values = copies(given);
    FrozenArguments text = GatedCall.Arguments.json(Json.object(values)).freeze();
    copies = values;
    frozen = text;
    return text;
  }

  private static ImmutableMap<String, Object> copies(Map<String, Object> given) {
    ImmutableMap.Builder<String, Object> copies = ImmutableMap.builder();
    given.forEach((name, value) -> copies.put(name, copied(value)));
    return copies.buildOrThrow();
  }

  private static Object copied(Object value) {
    Object copy = copy(value);
    return copy == null ? value : copy;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(copy(element)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, copy(member)));
      return copy;
    }
    return value;
  }

  /** What to run with: the copies, or what an approver put in their place. */
  ImmutableMap<String, Object> values(FrozenArguments approved)
      throws UnreadableArgumentsException {
    if (copies == null) {
      throw new UnreadableArgumentsException("they were never read");
    }
    return approved.equals(frozen) ? copies : edited(approved.values());
  }

  private ImmutableMap<String, Object> edited(Map<String, @Nullable Object> values)
      throws UnreadableArgumentsException {
    ImmutableMap.Builder<String, Object> edited = ImmutableMap.builder();
    for (Parameter parameter : function.getParameters()) {
      String name = parameter.getName();
      Object value = values.get(name);
      if (value == null) {
        throw new UnreadableArgumentsException("they were edited to have no " + name);
      }
      edited.put(name, typed(value, parameter));
    }
    return edited.buildOrThrow();
  }

  /** Every number of JSON is a double; the library takes what it is given. */
  private static Object typed(Object value, Parameter parameter)
      throws UnreadableArgumentsException {
    Class<?> type = parameter.getType();
    if (value instanceof Double number && (type == int.class || type == Integer.class)) {
      if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
        throw new UnreadableArgumentsException(
            parameter.getName() + " was edited to what an " + type.getName() + " cannot be");
      }
      return number.intValue();
    }
    return value instanceof Double number && (type == float.class || type == Float.class)
        ? (Object) number.floatValue()
        : value;
  }
}
