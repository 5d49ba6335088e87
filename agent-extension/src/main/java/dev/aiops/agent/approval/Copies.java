/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that nobody else can change: of the JDK and immutable, or a copy made of such. A class of
 * the app may do anything, so only its enums and records are taken.
 */
final class Copies {

  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
          URI.class,
          Duration.class,
          Period.class);

  private Copies() {}

  static @Nullable Object of(@Nullable Object value) throws UnreadableArgumentsException {
    if (value == null || isImmutable(value)) {
      return value;
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof Set<?> set) {
      return Collections.unmodifiableSet(into(new LinkedHashSet<>(), set));
    } else if (value instanceof List<?> list) {
      return Collections.unmodifiableList(into(new ArrayList<>(), list));
    } else if (value.getClass().isArray()) {
      return array(value);
    } else if (value instanceof Record) {
      return record(value);
    }
    throw new UnreadableArgumentsException(
        "one is a " + value.getClass().getName() + ", and nobody can tell what it says");
  }

  static boolean isImmutable(Object value) {
    return IMMUTABLE.contains(value.getClass())
        || value instanceof Enum<?>
        || (value instanceof Temporal && value.getClass().getName().startsWith("java.time."));
  }

  private static Map<Object, @Nullable Object> map(Map<?, ?> map)
      throws UnreadableArgumentsException {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() == null || !isImmutable(entry.getKey())) {
        throw new UnreadableArgumentsException("one has a key of which nobody can tell what it is");
      }
      copy.put(entry.getKey(), of(entry.getValue()));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static <C extends Collection<@Nullable Object>> C into(C copy, Collection<?> from)
      throws UnreadableArgumentsException {
    for (Object element : from) {
      copy.add(of(element));
    }
    return copy;
  }

  private static Object array(Object array) throws UnreadableArgumentsException {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    for (int i = 0; i < length; i++) {
      Array.set(copy, i, of(Array.get(array, i)));
    }
    return copy;
  }

  /** Made anew, by the constructor that every record has, of copies of its parts. */
  private static Object record(Object record) throws UnreadableArgumentsException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] parts = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      parts[i] = of(part(record, components[i]));
    }
    try {
      var constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new UnreadableArgumentsException(
          "one is a " + record.getClass().getName() + ", which cannot be copied");
    }
  }

  static @Nullable Object part(Object record, RecordComponent component)
      throws UnreadableArgumentsException {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new UnreadableArgumentsException(
          "one is a " + record.getClass().getName() + ", of which a part cannot be read");
    }
  }
}
