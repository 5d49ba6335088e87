/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Approved arguments with whole numbers as such. They were read as doubles, and a server whose
 * schema has an integer does not take {@code 2.0}.
 */
final class WholeNumbers {

  private WholeNumbers() {}

  static Map<String, Object> in(Map<String, @Nullable Object> arguments) {
    Map<String, Object> whole = new LinkedHashMap<>();
    arguments.forEach((name, value) -> whole.put(name, value(value)));
    return whole;
  }

  // null is a value of JSON, which the library's maps hold
  @SuppressWarnings("NullAway")
  private static Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((name, each) -> object.put(String.valueOf(name), value(each)));
      return object;
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(value(each)));
      return all;
    }
    return value instanceof Double number ? number(number) : value;
  }

  /** What is beyond the integers of a double was refused before. */
  private static Object number(Double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) <= 0x1p53;
    return isWhole ? (Object) number.longValue() : number;
  }
}
