/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action as CEL sees it: whole numbers are int, others double, null is null. */
final class ConditionValues {

  private ConditionValues() {}

  static Map<String, Object> of(Action action) {
    return Map.of(
        "args", map(action.arguments().tree()),
        "hints", action.hints() == null ? Map.of() : action.hints().known(),
        "tool", action.tool(),
        "agent", action.agent(),
        "service", action.service(),
        "environment", action.environment(),
        "team", action.team(),
        "requester", orNull(action.requester()));
  }

  private static Object orNull(@Nullable String text) {
    return text == null ? NullValue.NULL_VALUE : text;
  }

  private static Map<String, Object> map(JsonNode object) {
    Map<String, Object> map = new HashMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
    return map;
  }

  private static List<Object> list(JsonNode array) {
    List<Object> list = new ArrayList<>();
    array.forEach(element -> list.add(value(element)));
    return list;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> map(node);
      case ARRAY -> list(node);
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      default -> NullValue.NULL_VALUE;
    };
  }
}
