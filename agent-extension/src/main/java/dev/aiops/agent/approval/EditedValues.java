/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What an approver wrote, as a method takes it: texts, numbers, booleans, constants. */
final class EditedValues {

  private EditedValues() {}

  static @Nullable Object of(@Nullable Object json, Class<?> type, String name)
      throws UnreadableArgumentsException {
    Class<?> boxed = MethodArguments.boxed(type);
    try {
      Object value = value(json, boxed);
      if (value == null ? json == null && !type.isPrimitive() : boxed.isInstance(value)) {
        return value;
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      // said below
    }
    throw new UnreadableArgumentsException(
        name + " was edited to what a " + type.getName() + " cannot be");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable Object value(@Nullable Object json, Class<?> type) {
    if (json instanceof Double number) {
      return number(BigDecimal.valueOf(number), type);
    } else if (json instanceof String text && type.isEnum()) {
      return Enum.valueOf((Class) type, text);
    }
    return json;
  }

  /** Without rounding: what runs is what was approved. */
  private static @Nullable Object number(BigDecimal number, Class<?> type) {
    if (type == Integer.class) {
      return number.intValueExact();
    } else if (type == Long.class) {
      return number.longValueExact();
    } else if (type == Short.class) {
      return number.shortValueExact();
    } else if (type == Byte.class) {
      return number.byteValueExact();
    } else if (type == BigInteger.class) {
      return number.toBigIntegerExact();
    } else if (type == BigDecimal.class) {
      return number;
    }
    return type == Float.class ? null : number.doubleValue();
  }
}
