/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts what a case expects into a definition. */
final class CaseValues {

  private CaseValues() {}

  /** A file of this definition alone, in JSON, which takes nothing from a case any more. */
  static String put(Definition definition, JsonNode expected) {
    ObjectNode filled = definition.source().deepCopy();
    filled.remove("from_case");
    definition
        .fromCase()
        .forEach((place, name) -> put(filled.path("check"), place, value(expected, name)));
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.putArray("evals").add(filled);
    return file.toString();
  }

  private static JsonNode value(JsonNode expected, String name) {
    JsonNode value = expected.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it expects no " + name + ": add it to expected");
    }
    return value;
  }

  private static void put(JsonNode check, String place, JsonNode value) {
    String[] steps = place.split("\\.", -1);
    JsonNode parent = check;
    for (int i = 0; i < steps.length - 1; i++) {
      parent = step(parent, steps[i]);
    }
    String last = steps[steps.length - 1];
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array && array.has(index(last))) {
      array.set(index(last), value);
    } else {
      throw new IllegalArgumentException("check has no place " + place + ": change from_case");
    }
  }

  private static JsonNode step(JsonNode parent, String step) {
    return parent.isArray() ? parent.path(index(step)) : parent.path(step);
  }

  private static int index(String step) {
    return step.matches("[0-9]{1,4}") ? Integer.parseInt(step) : -1;
  }
}
