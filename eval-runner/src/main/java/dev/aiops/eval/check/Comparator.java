/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Says whether the value of one argument is as expected. */
@FunctionalInterface
public interface Comparator {

  /** Whether it is. */
  boolean accepts(JsonNode value);

  /** Whether the argument may be left out. */
  default boolean mayBeAbsent() {
    return false;
  }

  /** The same JSON value; 1 and 1.0 are. */
  static Comparator exact(JsonNode expected) {
    return value -> Json.same(expected, value);
  }

  /** The same text but for case, punctuation and white space. */
  static Comparator normalised(String expected) {
    String normal = Normal.of(expected);
    return value -> value.isValueNode() && Normal.of(value.asText()).equals(normal);
  }

  /** A text that contains another. */
  static Comparator contains(String wanted) {
    return value -> value.isTextual() && value.asText().contains(wanted);
  }

  /** A text in which a pattern matches. */
  static Comparator matches(Pattern pattern) {
    return value -> value.isValueNode() && pattern.matcher(new BoundedText(value.asText())).find();
  }

  /** A number of at least so much. */
  static Comparator atLeast(BigDecimal least) {
    return value -> value.isNumber() && value.decimalValue().compareTo(least) >= 0;
  }

  /** A number of at most so much. */
  static Comparator atMost(BigDecimal most) {
    return value -> value.isNumber() && value.decimalValue().compareTo(most) <= 0;
  }

  /** Anything. */
  static Comparator any() {
    return value -> true;
  }

  /** One of several. */
  static Comparator oneOf(List<Comparator> several) {
    return value -> several.stream().anyMatch(one -> one.accepts(value));
  }

  /** The same, and the argument may be left out. */
  default Comparator optional() {
    Comparator present = this;
    return new Comparator() {
      @Override
      public boolean accepts(JsonNode value) {
        return present.accepts(value);
      }

      @Override
      public boolean mayBeAbsent() {
        return true;
      }
    };
  }
}
