/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Arguments;
import dev.aiops.eval.check.Comparator;
import dev.aiops.eval.check.ExpectedCall;
import dev.aiops.eval.check.NamePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what calls of tools are to be. */
final class ArgumentReader {

  private static final Set<String> COMPARATORS =
      Set.of(
          "exact",
          "normalised",
          "contains",
          "regex",
          "one_of",
          "at_least",
          "at_most",
          "any",
          "optional");

  private ArgumentReader() {}

  static ExpectedCall call(JsonNode node) {
    NamePattern tool = new NamePattern(node.path("tool").asText());
    return new ExpectedCall(tool, arguments(node));
  }

  /** With no arguments named any will do, unless the mode says otherwise. */
  private static Arguments arguments(JsonNode node) {
    if (!node.has("arguments") && !node.has("arguments_mode")) {
      return Arguments.ANY;
    }
    String mode = node.path("arguments_mode").asText("exact");
    Map<String, Comparator> expected = new LinkedHashMap<>();
    node.path("arguments")
        .properties()
        .forEach(entry -> expected.put(entry.getKey(), comparator(entry.getValue())));
    return new Arguments(Values.constant(Arguments.Mode.class, mode), expected);
  }

  /**
   * A map with one key that names a comparator is one; a map that is meant as such is {exact: …}.
   */
  private static Comparator comparator(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return Comparator.exact(node);
    }
    String name = node.fieldNames().next();
    return COMPARATORS.contains(name) ? named(name, node.get(name)) : Comparator.exact(node);
  }

  private static Comparator named(String name, JsonNode value) {
    return switch (name) {
      case "normalised" -> Comparator.normalised(value.asText());
      case "contains" -> Comparator.contains(value.asText());
      case "regex" -> Comparator.matches(Values.pattern(value.asText()));
      case "one_of" -> Comparator.oneOf(several(value));
      case "at_least" -> Comparator.atLeast(number(name, value).decimalValue());
      case "at_most" -> Comparator.atMost(number(name, value).decimalValue());
      case "any" -> Comparator.any();
      case "optional" -> comparator(value).optional();
      default -> Comparator.exact(value);
    };
  }

  private static List<Comparator> several(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      throw new IllegalArgumentException("one_of must be a list of values");
    }
    return StreamSupport.stream(value.spliterator(), false)
        .map(ArgumentReader::comparator)
        .toList();
  }

  private static JsonNode number(String name, JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(name + " must be a number");
    }
    return value;
  }
}
