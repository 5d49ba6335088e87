/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Writes one block column by column. Types are plain {@code String} and {@code Map(String,
 * String)}: the server casts them to LowCardinality by itself.
 */
final class BlockWriter {

  private static final String MAP = "Map(String, String)";

  private final NativeWriter out = new NativeWriter();
  private final NativeWriter keys = new NativeWriter();
  private final NativeWriter values = new NativeWriter();
  private int maxText = NativeWriter.MAX_TEXT;
  private EncodedMap resource = new EncodedMap(Attributes.empty(), maxText);

  NativeWriter out() {
    return out;
  }

  /** Starts a new block whose texts are cut at that many bytes. */
  void begin(Table table, int rows, int maxTextBytes) {
    maxText = maxTextBytes;
    for (NativeWriter each : List.of(out, keys, values)) {
      each.clear();
      each.maxText(maxText);
    }
    out.varUInt(table.columnCount());
    out.varUInt(rows);
  }

  void column(String name, String type) {
    out.string(name);
    out.string(type);
  }

  <T> void strings(String name, List<T> rows, Function<T, String> value) {
    column(name, "String");
    for (T row : rows) {
      out.string(value.apply(row));
    }
  }

  <T> void times(String name, List<T> rows, ToLongFunction<T> nanos) {
    column(name, "DateTime64(9)");
    for (T row : rows) {
      out.int64(nanos.applyAsLong(row));
    }
  }

  <T> void uint64s(String name, List<T> rows, ToLongFunction<T> value) {
    column(name, "UInt64");
    for (T row : rows) {
      out.int64(value.applyAsLong(row));
    }
  }

  <T> void uint8s(String name, List<T> rows, ToIntFunction<T> value) {
    column(name, "UInt8");
    for (T row : rows) {
      out.uint8(value.applyAsInt(row));
    }
  }

  <T> void maps(String name, List<T> rows, Function<T, Attributes> attributes) {
    column(name, MAP);
    mapData(rows, attributes);
  }

  /**
   * Resources repeat from row to row and from block to block, so the bytes of one are copied while
   * it stays the same.
   */
  <T> void resources(String name, List<T> rows, Function<T, Resource> resourceOf) {
    column(name, MAP);
    long entries = 0;
    keys.clear();
    values.clear();
    for (T row : rows) {
      EncodedMap encoded = encoded(resourceOf.apply(row).getAttributes());
      encoded.appendTo(keys, values);
      entries += encoded.size;
      out.int64(entries);
    }
    out.append(keys);
    out.append(values);
  }

  private EncodedMap encoded(Attributes attributes) {
    if (resource.of != attributes || resource.maxText != maxText) {
      resource = new EncodedMap(attributes, maxText);
    }
    return resource;
  }

  /** Writes {@code Array} offsets: how many elements there are up to and with each row. */
  <T> void arrays(String name, String elementType, List<T> rows, ToIntFunction<T> size) {
    column(name, "Array(" + elementType + ")");
    long end = 0;
    for (T row : rows) {
      end += size.applyAsInt(row);
      out.int64(end);
    }
  }

  <T, E> void nestedStrings(
      String name, List<T> rows, Function<T, List<E>> elements, Function<E, String> value) {
    arrays(name, "String", rows, row -> elements.apply(row).size());
    for (T row : rows) {
      for (E element : elements.apply(row)) {
        out.string(value.apply(element));
      }
    }
  }

  <T, E> void nestedTimes(
      String name, List<T> rows, Function<T, List<E>> elements, ToLongFunction<E> nanos) {
    arrays(name, "DateTime64(9)", rows, row -> elements.apply(row).size());
    for (T row : rows) {
      for (E element : elements.apply(row)) {
        out.int64(nanos.applyAsLong(element));
      }
    }
  }

  <T, E> void nestedMaps(
      String name, List<T> rows, Function<T, List<E>> elements, Function<E, Attributes> value) {
    arrays(name, MAP, rows, row -> elements.apply(row).size());
    mapData(rows.stream().flatMap(row -> elements.apply(row).stream()).toList(), value);
  }

  private <T> void mapData(List<T> rows, Function<T, Attributes> attributes) {
    keys.clear();
    values.clear();
    long entries = 0;
    for (T row : rows) {
      Attributes map = attributes.apply(row);
      write(map, keys, values);
      entries += map.size();
      out.int64(entries);
    }
    out.append(keys);
    out.append(values);
  }

  private static void write(Attributes map, NativeWriter keys, NativeWriter values) {
    map.forEach(
        (key, value) -> {
          keys.string(key.getKey());
          values.string(AttributeText.of(value));
        });
  }

  /** The bytes of a resource's attributes, without those that hold secrets. */
  private static final class EncodedMap {

    /** A command line holds passwords, and its class path makes every row a page long. */
    private static final Set<String> LEFT_OUT =
        Set.of("process.command_args", "process.command_line");

    final Attributes of;
    final int maxText;
    final int size;
    private final NativeWriter keys = new NativeWriter();
    private final NativeWriter values = new NativeWriter();

    EncodedMap(Attributes of, int maxText) {
      this.of = of;
      this.maxText = maxText;
      keys.maxText(maxText);
      values.maxText(maxText);
      Attributes kept = of.toBuilder().removeIf(key -> LEFT_OUT.contains(key.getKey())).build();
      size = kept.size();
      write(kept, keys, values);
    }

    void appendTo(NativeWriter allKeys, NativeWriter allValues) {
      allKeys.append(keys);
      allValues.append(values);
    }
  }
}
