/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import dev.aiops.agent.genai.GenAiTypes;
import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that a model gave a tool: what is read is copied, and the copy runs. Maps that can
 * be changed and hold null, as the library makes them.
 */
final class ToolArguments implements GatedCall.Arguments {

  private final @Nullable Map<String, Object> given;
  private @Nullable Map<String, @Nullable Object> copies;
  private @Nullable FrozenArguments frozen;

  ToolArguments(@Nullable Map<String, Object> given) {
    this.given = given;
  }

  @Override
  public FrozenArguments freeze() throws UnreadableArgumentsException {
    Map<String, @Nullable Object> values = copies(given == null ? Map.of() : given);
    FrozenArguments text = GatedCall.Arguments.json(GenAiTypes.json(values)).freeze();
    copies = values;
    frozen = text;
    return text;
  }

  private static Map<String, @Nullable Object> copies(Map<?, ?> given)
      throws UnreadableArgumentsException {
    Map<String, @Nullable Object> copies = new HashMap<>();
    for (Map.Entry<?, ?> entry : given.entrySet()) {
      copies.put(String.valueOf(entry.getKey()), copy(entry.getValue()));
    }
    return copies;
  }

  private static @Nullable Object copy(@Nullable Object value) throws UnreadableArgumentsException {
    if (value instanceof Map<?, ?> map) {
      return copies(map);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object element : list) {
        copy.add(copy(element));
      }
      return copy;
    } else if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    throw new UnreadableArgumentsException("a " + value.getClass().getName() + " is not of JSON");
  }

  /** What to run with: the copies, or what an approver put in their place. */
  Map<String, @Nullable Object> values(FrozenArguments approved)
      throws UnreadableArgumentsException {
    if (copies == null) {
      throw new UnreadableArgumentsException("they were never read");
    }
    return approved.equals(frozen) ? copies : edited(approved.values());
  }

  /** Every number of JSON is a double; tools take whole ones as the library reads them. */
  private static Map<String, @Nullable Object> edited(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> edited = new HashMap<>();
    values.forEach((name, value) -> edited.put(name, typed(value)));
    return edited;
  }

  private static @Nullable Object typed(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> typed = new HashMap<>();
      map.forEach((name, member) -> typed.put(name, typed(member)));
      return typed;
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> typed = new ArrayList<>();
      list.forEach(element -> typed.add(typed(element)));
      return typed;
    }
    return value instanceof Double number ? whole(number) : value;
  }

  private static Number whole(Double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
    return isWhole ? (Number) number.intValue() : number;
  }
}
