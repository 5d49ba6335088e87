/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/**
 * Reads the library's objects by the fields they say they have, so that what a later version adds
 * is seen, and what an older one lacks is not missed.
 */
final class Pojos {

  private Pojos() {}

  static Tree tree(Object pojo) {
    return new Tree(read(pojo));
  }

  private static @Nullable Object read(@Nullable Object value) {
    if (value instanceof SdkPojo pojo) {
      return fields(pojo);
    } else if (value instanceof BytesWrapper bytes) {
      return new Tree.Binary(bytes.asByteArrayUnsafe().length);
    } else if (value instanceof Document document) {
      return document(document);
    } else if (value instanceof Map<?, ?> map) {
      return entries(map);
    } else if (value instanceof Collection<?> list) {
      return list.stream().map(Pojos::read).toList();
    }
    boolean isPlain = value == null || value instanceof Number || value instanceof Boolean;
    return isPlain ? value : String.valueOf(value);
  }

  private static Map<String, @Nullable Object> fields(SdkPojo pojo) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = read(field.getValueOrDefault(pojo));
      if (new Tree(value).isGiven() || value instanceof Map) {
        fields.put(field.memberName(), value);
      }
    }
    return fields;
  }

  private static Map<String, @Nullable Object> entries(Map<?, ?> map) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((name, value) -> entries.put(String.valueOf(name), read(value)));
    return entries;
  }

  private static @Nullable Object document(Document document) {
    if (document.isMap()) {
      return entries(document.asMap());
    } else if (document.isList()) {
      List<@Nullable Object> list = new ArrayList<>();
      document.asList().forEach(item -> list.add(document(item)));
      return list;
    } else if (document.isNumber()) {
      return new BigDecimal(document.asNumber().stringValue());
    } else if (document.isBoolean()) {
      return document.asBoolean();
    }
    return document.isNull() ? null : document.asString();
  }
}
