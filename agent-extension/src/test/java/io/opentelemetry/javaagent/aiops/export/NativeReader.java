/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Reads back what we send: an LZ4 frame of Native blocks, as one list of values per column. */
final class NativeReader {

  private final DataInputStream in;
  private final Map<String, List<Object>> columns = new LinkedHashMap<>();

  private NativeReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  static Map<String, List<Object>> read(byte[] frame) throws IOException {
    try (InputStream raw = new LZ4FrameInputStream(new ByteArrayInputStream(frame))) {
      return readBlocks(raw.readAllBytes());
    }
  }

  static Map<String, List<Object>> readBlocks(byte[] blocks) throws IOException {
    NativeReader reader = new NativeReader(new ByteArrayInputStream(blocks));
    while (reader.in.available() > 0) {
      reader.block();
    }
    return reader.columns;
  }

  private void block() throws IOException {
    int count = (int) varUInt();
    int rows = (int) varUInt();
    for (int i = 0; i < count; i++) {
      columns.computeIfAbsent(string(), name -> new ArrayList<>()).addAll(column(string(), rows));
    }
  }

  private List<?> column(String type, int rows) throws IOException {
    if (type.startsWith("Array(")) {
      return array(type.substring(6, type.length() - 1), rows);
    }
    if (type.equals("Map(String, String)")) {
      return maps(rows);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(value(type));
    }
    return values;
  }

  private Object value(String type) throws IOException {
    return switch (type) {
      case "String" -> string();
      case "DateTime64(9)", "UInt64" -> int64();
      case "UInt8" -> in.readUnsignedByte();
      default -> throw new IOException("unexpected type " + type);
    };
  }

  private List<Object> array(String elementType, int rows) throws IOException {
    List<Integer> ends = ends(rows);
    List<?> elements = column(elementType, last(ends));
    List<Object> arrays = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      arrays.add(List.copyOf(elements.subList(from, end)));
      from = end;
    }
    return arrays;
  }

  private List<Object> maps(int rows) throws IOException {
    List<Integer> ends = ends(rows);
    List<?> keys = column("String", last(ends));
    List<?> values = column("String", last(ends));
    List<Object> maps = new ArrayList<>();
    int at = 0;
    for (int end : ends) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (; at < end; at++) {
        map.put(keys.get(at), values.get(at));
      }
      maps.add(map);
    }
    return maps;
  }

  private List<Integer> ends(int rows) throws IOException {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      ends.add((int) int64());
    }
    return ends;
  }

  private static int last(List<Integer> ends) {
    return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
  }

  private long int64() throws IOException {
    return Long.reverseBytes(in.readLong());
  }

  private long varUInt() throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }

  private String string() throws IOException {
    return new String(in.readNBytes((int) varUInt()), UTF_8);
  }
}
